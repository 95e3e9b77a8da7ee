DROP TABLE guarantee_versions;
