use std::path::PathBuf;

use tokio::net::{TcpListener, UnixListener};

use super::*;

/// A clamd that answers one question with these bytes, and what it was sent.
async fn answers(said: &'static [u8]) -> (Antivirus, tokio::task::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let clamd = Clamd::Tcp(listener.local_addr().unwrap().to_string());
    let heard = tokio::spawn(async move {
        let (line, _) = listener.accept().await.unwrap();
        answer(line, said).await
    });
    (configured(clamd), heard)
}

async fn answer(mut line: impl AsyncRead + AsyncWrite + Unpin, said: &[u8]) -> Vec<u8> {
    let mut heard = vec![0; 10];
    line.read_exact(&mut heard).await.unwrap();
    loop {
        let mut length = [0; 4];
        line.read_exact(&mut length).await.unwrap();
        heard.extend(length);
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap();
        if length == 0 {
            break;
        }
        let mut chunk = vec![0; length];
        line.read_exact(&mut chunk).await.unwrap();
        heard.extend(chunk);
    }
    line.write_all(said).await.unwrap();
    heard
}

fn configured(clamd: Clamd) -> Antivirus {
    Antivirus {
        clamd: Some(clamd),
        clamd_patience: 1,
    }
}

#[tokio::test]
async fn the_bytes_go_in_chunks_under_their_length_and_an_empty_one_ends_them() {
    let bytes: Vec<u8> = (0..CHUNK_BYTES + 3)
        .map(|at| u8::try_from(at % 251).unwrap())
        .collect();
    let (antivirus, heard) = answers(b"stream: OK\0").await;
    assert_eq!(
        scan(&antivirus, &bytes).await.unwrap(),
        Some(Scanned::Clean)
    );
    let expected = [
        &b"zINSTREAM\0"[..],
        &[0, 1, 0, 0],
        &bytes[..CHUNK_BYTES],
        &[0, 0, 0, 3],
        &bytes[CHUNK_BYTES..],
        &[0, 0, 0, 0],
    ];
    assert_eq!(heard.await.unwrap(), expected.concat());
}

#[tokio::test]
async fn only_ok_is_clean() {
    let table: [(&[u8], Option<Scanned>); 8] = [
        (b"stream: OK\0", Some(Scanned::Clean)),
        (
            b"stream: Win.Test.EICAR_HDB-1 FOUND\0",
            Some(Scanned::Infected),
        ),
        (b"INSTREAM size limit exceeded. ERROR\0", None),
        (b"stream: Can't allocate memory ERROR\0", None),
        // Cut off: it may have gone on.
        (b"stream: OK", None),
        (b"stream: OK\0stream: Worm FOUND\0", None),
        (b"OK\0", None),
        (b"", None),
    ];
    for (said, expected) in table {
        let (antivirus, _) = answers(said).await;
        let found = scan(&antivirus, b"%PDF-").await;
        let words = String::from_utf8_lossy(said).into_owned();
        match expected {
            Some(expected) => assert_eq!(found.unwrap(), Some(expected), "{words}"),
            None => assert!(matches!(found, Err(ScanError::NotScanned(_))), "{words}"),
        }
    }
}

#[tokio::test]
async fn a_socket_in_the_file_system_is_asked_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("clamd.ctl");
    let listener = UnixListener::bind(&path).unwrap();
    let heard = tokio::spawn(async move {
        let (line, _) = listener.accept().await.unwrap();
        answer(line, b"stream: OK\0").await
    });
    let found = scan(&configured(Clamd::Unix(path)), b"a").await.unwrap();
    assert_eq!(found, Some(Scanned::Clean));
    assert_eq!(heard.await.unwrap(), b"zINSTREAM\0\0\0\0\x01a\0\0\0\0");
}

#[tokio::test]
async fn who_is_away_or_silent_has_scanned_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = Clamd::Tcp(listener.local_addr().unwrap().to_string());
    let found = scan(&configured(silent.clone()), b"a").await;
    assert!(matches!(found, Err(ScanError::Silent)), "{found:?}");
    drop(listener);
    for away in [silent, Clamd::Unix("/nowhere/clamd.ctl".into())] {
        let found = scan(&configured(away), b"a").await;
        assert!(matches!(found, Err(ScanError::Away(_))), "{found:?}");
    }
}

#[tokio::test]
async fn without_a_scanner_nothing_is_said() {
    let none = scan(&Antivirus::default(), b"a").await.unwrap();
    assert_eq!(none, None);
}
