//! Asks a virus scanner about a paper before anybody is shown it: clamd's `INSTREAM`, over TCP or a Unix socket.
//!
//! The bytes go to clamd as they are, in chunks under their length, and its one line is the answer. Only `OK` is clean: an
//! error, a line cut off and silence are no scan, and without a scan nothing is shown.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

use crate::config::antivirus::{Antivirus, Clamd};

/// Bytes of a chunk; a small part of what clamd takes at once.
const CHUNK_BYTES: usize = 64 * 1024;
/// Longest line read; clamd names what it found in far fewer bytes.
const LINE_BYTES: u64 = 4 * 1024;

/// What a scan has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing was found.
    Clean,
    /// Something was.
    Infected,
}

/// Why there was no scan.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// It cannot be reached, or went away.
    #[error("the virus scanner cannot be reached")]
    Away(#[from] io::Error),
    /// It did not answer in time.
    #[error("the virus scanner did not answer in time")]
    Silent,
    /// It said neither that the bytes are clean nor that they are not.
    #[error("the virus scanner did not scan: {0}")]
    NotScanned(String),
}

/// Scans bytes; none where no scanner is configured.
///
/// # Errors
/// When there is a scanner and it does not say.
pub async fn scan(antivirus: &Antivirus, bytes: &[u8]) -> Result<Option<Scanned>, ScanError> {
    let Some(clamd) = &antivirus.clamd else {
        return Ok(None);
    };
    let patience = Duration::from_secs(antivirus.clamd_patience.into());
    let line = timeout(patience, ask(clamd, bytes))
        .await
        .map_err(|_| ScanError::Silent)??;
    read_line(&line).map(Some)
}

async fn ask(clamd: &Clamd, bytes: &[u8]) -> io::Result<Vec<u8>> {
    match clamd {
        Clamd::Tcp(address) => talk(TcpStream::connect(address.as_str()).await?, bytes).await,
        Clamd::Unix(path) => talk(UnixStream::connect(path).await?, bytes).await,
    }
}

async fn talk(mut line: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8]) -> io::Result<Vec<u8>> {
    line.write_all(b"zINSTREAM\0").await?;
    for chunk in bytes.chunks(CHUNK_BYTES) {
        let length = u32::try_from(chunk.len()).map_err(io::Error::other)?;
        line.write_all(&length.to_be_bytes()).await?;
        line.write_all(chunk).await?;
    }
    line.write_all(&0_u32.to_be_bytes()).await?;
    line.flush().await?;
    let mut said = Vec::new();
    line.take(LINE_BYTES).read_to_end(&mut said).await?;
    Ok(said)
}

/// `stream: OK` or `stream: Some.Name FOUND`, ended by a zero byte as it was asked for.
fn read_line(said: &[u8]) -> Result<Scanned, ScanError> {
    let text = String::from_utf8_lossy(said);
    let verdict = text
        .strip_suffix('\0')
        .filter(|line| !line.contains('\0'))
        .and_then(|line| line.strip_prefix("stream: "));
    match verdict {
        Some("OK") => Ok(Scanned::Clean),
        Some(found) if found.ends_with(" FOUND") => Ok(Scanned::Infected),
        _ => Err(ScanError::NotScanned(text.escape_default().to_string())),
    }
}

#[cfg(test)]
mod tests;
