//! Connections to one schema, and the thread that drives them.

use std::{fmt, fs, future::Future, path::Path, sync::Arc, time::Duration};

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, PoolError, RecyclingMethod, Runtime,
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Address, Session, error::refusal};
use crate::StoreError;

/// How long a connection is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// A server that vanished inside a transaction holds the turn to write no longer than this.
const SETTINGS: &str = "SET idle_in_transaction_session_timeout = '15s';
    SET lock_timeout = '10s'; SET statement_timeout = '60s';";

/// Connections to one schema.
pub(crate) struct Pool {
    connections: deadpool_postgres::Pool,
    address: Address,
    /// Taken only when dropped, which may happen where waiting for it is forbidden.
    driver: Option<tokio::runtime::Runtime>,
}

impl Pool {
    /// Makes the pool; nothing is connected yet.
    pub(crate) fn new(address: &Address) -> Result<Self, StoreError> {
        let tls = MakeRustlsConnect::new(trust(address.root_certificates().map(AsRef::as_ref))?);
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(address.config().clone(), tls, recycling);
        let schema = address.schema();
        let settings: Arc<str> = format!(
            "{SETTINGS} SET search_path = {schema}; SET application_name = 'fumin {schema}';"
        )
        .into();
        let prepare = Hook::async_fn(move |client: &mut deadpool_postgres::ClientWrapper, _| {
            let settings = settings.clone();
            Box::pin(async move {
                let prepared = client.batch_execute(&settings).await;
                prepared.map_err(HookError::Backend)
            })
        });
        let connections = deadpool_postgres::Pool::builder(manager)
            .max_size(address.connections())
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .post_create(prepare)
            .runtime(Runtime::Tokio1)
            .build();
        let driver = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("store-postgres")
            .enable_all()
            .build();
        Ok(Self {
            connections: connections.map_err(|error| StoreError::Database(Arc::new(error)))?,
            address: address.clone(),
            driver: Some(driver.map_err(|error| StoreError::Database(Arc::new(error)))?),
        })
    }

    /// A connection outside any transaction.
    pub(crate) fn connect(&self) -> Result<Session, StoreError> {
        let driver = self.driver.as_ref().ok_or(StoreError::Closed)?.handle();
        let client = wait(driver, self.connections.get());
        let client = client.map_err(|error| self.explain(error))?;
        Ok(Session::new(client, driver.clone(), self.address.schema()))
    }

    /// Waits without keeping a server's worker from its other tasks.
    pub(crate) fn pause(&self, time: Duration) {
        if let Some(driver) = &self.driver {
            wait(driver.handle(), async { tokio::time::sleep(time).await });
        }
    }

    fn explain(&self, error: PoolError) -> StoreError {
        let (PoolError::Backend(cause) | PoolError::PostCreateHook(HookError::Backend(cause))) =
            error
        else {
            return StoreError::Unavailable;
        };
        refusal(&cause).unwrap_or_else(|| StoreError::Unreachable {
            address: self.address.to_string(),
            source: Arc::new(cause),
        })
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.connections.close();
        if let Some(driver) = self.driver.take() {
            driver.shutdown_background();
        }
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Pool").field(&self.address).finish()
    }
}

/// Waits on the calling thread. Where that is a worker of a server, the server's other tasks move to another thread
/// meanwhile; the answer itself is driven by the pool's own thread, so no thread waits for itself.
pub(super) fn wait<F: Future>(driver: &Handle, future: F) -> F::Output {
    let is_worker = Handle::try_current()
        .is_ok_and(|current| current.runtime_flavor() == RuntimeFlavor::MultiThread);
    let _inside = driver.enter();
    // A task that has used up its share of polls would be told to come back after its runtime had a turn, which waits
    // for us.
    let future = tokio::task::unconstrained(future);
    if is_worker {
        tokio::task::block_in_place(|| futures_executor::block_on(future))
    } else {
        futures_executor::block_on(future)
    }
}

/// The certificates of the system, or those of a file.
fn trust(file: Option<&Path>) -> Result<ClientConfig, StoreError> {
    let mut roots = RootCertStore::empty();
    if let Some(path) = file {
        let text = fs::read(path).map_err(|source| StoreError::folder(path, source))?;
        let found = CertificateDer::pem_slice_iter(&text).collect::<Result<Vec<_>, _>>();
        roots.add_parsable_certificates(found.unwrap_or_default());
        if roots.is_empty() {
            return Err(StoreError::NoCertificates(path.to_owned()));
        }
    } else {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions = versions.map_err(|error| StoreError::Database(Arc::new(error)))?;
    Ok(versions.with_root_certificates(roots).with_no_client_auth())
}
