//! A connection to a mail server: a socket, plain at first or encrypted, on which nothing lasts
//! longer than it may.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, ClientConfig, ClientConnection, Error as TlsError, RootCertStore};

/// Whom an encrypted connection must lead to, and who vouches for them.
#[derive(Clone)]
pub(super) struct Trust {
    name: ServerName<'static>,
    config: Arc<ClientConfig>,
}

impl Trust {
    /// `host` as those say that the machine trusts, or one of the certificates in `pem`.
    pub(super) fn of(host: &str, pem: &[u8]) -> Result<Self, String> {
        let name = ServerName::try_from(host.to_owned())
            .map_err(|_| format!("{host:?} is not a name that a certificate could have"))?;
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        for certificate in certificates(pem)? {
            roots.add(certificate).map_err(|_| NOT_PEM)?;
        }
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| format!("TLS cannot be set up: {error}"))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            name,
            config: Arc::new(config),
        })
    }
}

const NOT_PEM: &str = "write a file of certificates in PEM (-----BEGIN CERTIFICATE-----)";

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match read {
        Ok(certificates) if !certificates.is_empty() || pem.is_empty() => Ok(certificates),
        _ => Err(NOT_PEM.to_owned()),
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Trust").field(&self.name).finish()
    }
}

/// Why an encrypted connection failed, in words that tell the operator what to look at.
pub(super) fn untrusted(error: &io::Error) -> String {
    let cause = error.get_ref().and_then(|cause| cause.downcast_ref());
    let Some(TlsError::InvalidCertificate(why)) = cause else {
        return error.to_string();
    };
    match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired".into()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet; look at this machine's clock, too".into()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another name than the one in AMENDS_SMTP_URL".into()
        }
        CertificateError::UnknownIssuer => {
            "its certificate is signed by nobody that this machine trusts; name those who vouch \
             for it in AMENDS_SMTP_CA_FILE"
                .into()
        }
        CertificateError::Revoked => "its certificate was revoked".into(),
        CertificateError::BadSignature => "the signature under its certificate is wrong".into(),
        // What the library behind rustls finds has no name there.
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => {
            "its certificate is one that vouches for other certificates, and not one of a server; \
             give the server a certificate that is signed by it"
                .into()
        }
        _ => format!("its certificate cannot be trusted: {error}"),
    }
}

pub(super) struct Wire {
    socket: Socket,
    encryption: Option<Box<ClientConnection>>,
}

impl Wire {
    /// Tries each address of the host, for as long as `patience` says.
    pub(super) fn connect(host: &str, port: u16, patience: Duration) -> io::Result<Self> {
        let mut failed = io::Error::new(ErrorKind::NotFound, "its name leads to no address");
        for address in (host, port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, patience) {
                Ok(stream) => {
                    // Each command is one write, and waits for its answer.
                    stream.set_nodelay(true)?;
                    let until = Instant::now() + patience;
                    return Ok(Self {
                        socket: Socket { stream, until },
                        encryption: None,
                    });
                }
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// From here on everything has to be done by then.
    pub(super) fn until(&mut self, until: Instant) {
        self.socket.until = until;
    }

    /// Has everything that follows encrypted, once the server has shown who it is.
    pub(super) fn encrypt(&mut self, trust: &Trust) -> io::Result<()> {
        let mut encryption = ClientConnection::new(Arc::clone(&trust.config), trust.name.clone())
            .map_err(io::Error::other)?;
        while encryption.is_handshaking() {
            encryption.complete_io(&mut self.socket)?;
        }
        self.encryption = Some(Box::new(encryption));
        Ok(())
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.encryption.is_some()
    }
}

impl Read for Wire {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        match &mut self.encryption {
            None => self.socket.read(octets),
            Some(encryption) => {
                rustls::Stream::new(&mut **encryption, &mut self.socket).read(octets)
            }
        }
    }
}

impl Write for Wire {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        match &mut self.encryption {
            None => self.socket.write(octets),
            Some(encryption) => {
                rustls::Stream::new(&mut **encryption, &mut self.socket).write(octets)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.encryption {
            None => self.socket.flush(),
            Some(encryption) => rustls::Stream::new(&mut **encryption, &mut self.socket).flush(),
        }
    }
}

/// A socket with a deadline. Its own timeouts hold for one call each, so that a server which sends
/// one octet now and then would never meet them.
struct Socket {
    stream: TcpStream,
    until: Instant,
}

impl Socket {
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        Ok(Some(left))
    }
}

impl Read for Socket {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(octets)
    }
}

impl Write for Socket {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
