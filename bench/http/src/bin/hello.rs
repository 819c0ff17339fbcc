//! What a request costs that does nothing: a bare axum on the same runtime, the measure of all the others.

use std::error::Error;
use std::io::Write as _;

use axum::Router;
use axum::routing::get;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}/", listener.local_addr()?)?;
    let router = Router::new().route("/hello", get(async || "hello"));
    Ok(axum::serve(listener, router).await?)
}
