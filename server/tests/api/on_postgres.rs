//! What only a database on another machine can do to a server; run through `script/with-postgres`.

mod cuts;
mod proxy;
