//! What only a database on another machine can do to a server; run through `script/with-postgres`.

mod crash;
mod cuts;
mod insist;
mod proxy;
