//! `fumin serve`.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::{TcpListener, TcpSocket};

use super::{CommandError, say};
use crate::clock::SteadyClock;
use crate::config::Serve;
use crate::jobs::{self, Jobs};
use crate::listen::{self, Limits, signal};
use crate::{demo, log, router, startup, tls};

pub(crate) fn run(options: Serve) -> Result<(), CommandError> {
    options.listening.check(options.demo, options.sms)?;
    log::start();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|source| CommandError::Io {
            doing: "cannot start the runtime",
            source,
        })?
        .block_on(serve(options))
        .inspect(|()| log::flush())
        .inspect_err(|_| log::flush())
}

async fn serve(options: Serve) -> Result<(), CommandError> {
    signal::raise_file_limit();
    let listening = options.listening.clone();
    let acceptor = match (&listening.tls_cert, &listening.tls_key) {
        (Some(certificate), Some(key)) => Some(tls::acceptor(certificate, key)?),
        _ => None,
    };
    let portal = bind(listening.listen)?;
    let admin = bind(listening.admin_listen)?;
    let is_demo = options.demo;
    let state = startup::open(options, Arc::new(SteadyClock::default())).await?;
    if is_demo {
        for line in demo::seed(&state).await? {
            say(&line)?;
        }
    }
    let stop = signal::stop_flag().map_err(|source| CommandError::Io {
        doing: "cannot listen for signals",
        source,
    })?;
    let address = portal.local_addr().unwrap_or(listening.listen);
    let scheme = if acceptor.is_some() { "https" } else { "http" };
    say(&format!("富民通 Fumin: {scheme}://{address}/"))?;
    let limits = Limits::default();
    let store = state.store.clone();
    let jobs = Jobs::new(state.clone()).run(stop.clone());
    let backups = jobs::backups::run(state.clone(), stop.clone());
    let administration = router::admin(state.clone());
    tokio::join!(
        jobs,
        backups,
        listen::serve(portal, acceptor, router::build(state), limits, stop.clone()),
        listen::serve(admin, None, administration, limits, stop),
    );
    store.close();
    tracing::info!("stopped");
    Ok(())
}

fn bind(address: SocketAddr) -> Result<TcpListener, CommandError> {
    let refused = |source| CommandError::Bind { address, source };
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }
    .map_err(refused)?;
    // A restart must not wait for the last connections of the server before.
    socket.set_reuseaddr(true).map_err(refused)?;
    socket.bind(address).map_err(refused)?;
    socket.listen(1024).map_err(refused)
}
