//! The accept loop: `axum::serve` has no header timeout, so a few hundred slow connections would shut honest people out.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::response::Response;
use http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use self::idle::Activity;
use self::stalling::StallTimeout;

mod idle;
pub mod signal;
mod stalling;

/// How long and how many: everything a connection may take from the process.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections open at once; the next one waits in the kernel's queue.
    pub max_connections: usize,
    /// From accept to the first byte, and for the whole TLS handshake.
    pub first_byte: Duration,
    /// From the end of one answer (or the first byte) to the end of the next request's headers, which makes it the
    /// keep-alive limit as well: hyper runs one timer for both.
    pub header_read: Duration,
    /// How long a client may refuse to take bytes from us.
    pub write_stall: Duration,
    /// How long an HTTP/2 connection may sit without a request.
    pub idle: Duration,
    /// How long open requests may still run after the signal to stop.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_connections: 4096,
            first_byte: Duration::from_secs(5),
            header_read: Duration::from_secs(15),
            write_stall: Duration::from_secs(30),
            idle: Duration::from_secs(60),
            drain: Duration::from_secs(10),
        }
    }
}

/// The other end of the TCP connection, put into every request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Serves until `stop` says so, then lets open requests finish within the drain limit.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let slots = Arc::new(Semaphore::new(limits.max_connections));
    let (open, _) = watch::channel(());
    loop {
        let Ok(slot) = slots.clone().acquire_owned().await else {
            break;
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stopping| *stopping) => break,
        };
        match accepted {
            Ok((stream, address)) => {
                let (tls, router, stop, still_open) =
                    (tls.clone(), router.clone(), stop.clone(), open.subscribe());
                tokio::spawn(async move {
                    serve_connection(stream, address, tls, router, limits, stop).await;
                    drop((slot, still_open));
                });
            }
            Err(error) => {
                tracing::warn!(%error, "could not accept a connection");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(limits.drain, open.closed())
        .await
        .is_err()
    {
        tracing::warn!(
            connections = open.receiver_count(),
            "connections were still open after the drain limit"
        );
    }
}

async fn serve_connection(
    stream: TcpStream,
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
    router: Router,
    limits: Limits,
    stop: watch::Receiver<bool>,
) {
    // Small answers must not wait for the client's delayed acknowledgement.
    let _ = stream.set_nodelay(true);
    let mut first = [0; 1];
    match tokio::time::timeout(limits.first_byte, stream.peek(&mut first)).await {
        Ok(Ok(read)) if read > 0 => {}
        _ => return,
    }
    let stream = StallTimeout::new(stream, limits.write_stall);
    let Some(tls) = tls else {
        return serve_http1(stream, address, router, limits, stop).await;
    };
    let Ok(Ok(stream)) = tokio::time::timeout(limits.first_byte, tls.accept(stream)).await else {
        return;
    };
    if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
        serve_http2(stream, address, router, limits, stop).await;
    } else {
        serve_http1(stream, address, router, limits, stop).await;
    }
}

/// Answers one request, marked with its peer.
async fn answer(
    router: Router,
    address: SocketAddr,
    mut request: Request<Incoming>,
) -> Result<Response, Infallible> {
    request.extensions_mut().insert(Peer(address));
    router.oneshot(request).await
}

async fn serve_http1<S>(
    stream: S,
    address: SocketAddr,
    router: Router,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_read)
        .max_buf_size(32 * 1024);
    let service = service_fn(move |request| answer(router.clone(), address, request));
    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stop.wait_for(|stopping| *stopping) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn serve_http2<S>(
    stream: S,
    address: SocketAddr,
    router: Router,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let activity = Activity::default();
    let mut builder = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .keep_alive_interval(limits.header_read)
        .keep_alive_timeout(limits.first_byte)
        .max_concurrent_streams(64)
        .max_header_list_size(32 * 1024);
    let running = activity.clone();
    let service = service_fn(move |request| {
        let (router, running) = (router.clone(), running.begin());
        async move {
            let answer = answer(router, address, request).await;
            drop(running);
            answer
        }
    });
    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stop.wait_for(|stopping| *stopping) => connection.as_mut().graceful_shutdown(),
        () = activity.idle_for(limits.idle) => connection.as_mut().graceful_shutdown(),
    }
    let _ = tokio::time::timeout(limits.drain.max(limits.idle), connection).await;
}
