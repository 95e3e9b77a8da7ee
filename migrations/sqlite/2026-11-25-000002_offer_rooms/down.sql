ALTER TABLE offers ADD COLUMN room TEXT;
UPDATE offers SET room = (SELECT offer_rooms.room FROM offer_rooms WHERE offer_rooms.offer_id = offers.id);
DROP TABLE offer_rooms;
