//! The demonstration.
mod content;
mod intranet;
mod seed;

fn main() {
    let now = cop_core::time::Timestamp::parse("2026-11-20T23:30:00Z").expect("well");
    let history = seed::history(now).expect("rules");
    println!("{}", history.decided.len());
    let visitors = content::people::CAST
        .iter()
        .filter_map(|text| {
            Some(intranet::Visitor {
                id: seed::cast_id(text.key)?,
                name: text.name.to_owned(),
                introduced: text.introduced?.to_owned(),
            })
        })
        .collect();
    let routes = intranet::routes(intranet::Intranet {
        server: "http://127.0.0.1:8080".into(),
        visitors,
        mint: Box::new(|v| v.name.clone()),
        today: jiff::civil::date(2026, 11, 20),
    });
    tokio::runtime::Runtime::new().expect("rt").block_on(async {
        let l = tokio::net::TcpListener::bind("127.0.0.1:8391")
            .await
            .expect("b");
        axum::serve(l, routes).await.expect("s");
    });
}
