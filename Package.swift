// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let tls = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let httpParts = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let http1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let posix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "latchkey",
  products: [
    .executable(name: "latchkey", targets: ["latchkey"]),
    .library(name: "SeamClient", targets: ["SeamClient"]),
    .library(name: "MobileKey", targets: ["MobileKey"]),
  ],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "Wire", swiftSettings: strict),
    .target(name: "API", dependencies: ["Wire"], swiftSettings: strict),
    .target(name: "Core", dependencies: ["API", "Wire", crypto], swiftSettings: strict),
    .target(name: "Store", dependencies: ["Core", "API", "Wire", "CSQLite"], swiftSettings: strict),
    .target(
      name: "StorePostgres", dependencies: ["Store", "Core", "API", "Wire", "CPostgres"], swiftSettings: strict),
    .target(
      name: "SaltoKS", dependencies: ["Core", "API", "Wire", crypto, httpClient, metrics, nio, posix, http1, tracing],
      swiftSettings: strict),
    .target(
      name: "Engine",
      dependencies: [
        "Store", "Core", "API", "Wire", httpClient, nio, posix, http1, logging, lifecycle, metrics, tracing,
      ],
      swiftSettings: strict),
    .target(
      name: "Telemetry", dependencies: ["Wire", httpClient, http1, logging, lifecycle, metrics, nio, tracing],
      swiftSettings: strict),
    .target(
      name: "OpenID", dependencies: ["Core", "Wire", jwt, httpClient, nio, http1], swiftSettings: strict),
    .target(
      name: "Operations", dependencies: ["Engine", "OpenID", "Store", "Core", "API", "Wire", crypto, logging],
      swiftSettings: strict),
    .target(
      name: "Server",
      dependencies: [
        "Operations", "Engine", "Store", "Core", "Telemetry", "API", "Wire", hummingbird, hummingbirdCore,
        hummingbirdTLS, tls, httpTypes, httpParts, logging, lifecycle, metrics, nio, tracing,
      ],
      swiftSettings: strict),
    .target(
      name: "Pages",
      dependencies: ["Operations", "Core", "API", "Wire", hummingbird, httpTypes, crypto, lifecycle, mustache, nio],
      swiftSettings: strict),
    .target(name: "KeyExchange", dependencies: [crypto], swiftSettings: strict),
    .target(
      name: "VirtualSaltoKS",
      dependencies: ["KeyExchange", hummingbird, httpTypes, crypto, lifecycle, logging, nio, nioFoundation, posix],
      swiftSettings: strict),
    .target(
      name: "SeamClient", dependencies: ["API", "Wire", httpClient, nio, posix, http1, tls], swiftSettings: strict),
    .executableTarget(
      name: "GuideExample", dependencies: ["SeamClient"], path: "Examples/Guide", swiftSettings: strict),
    .target(
      name: "MobileKey", dependencies: ["KeyExchange", "SeamClient", "API", "Wire", nio, posix], swiftSettings: strict),
    .executableTarget(name: "SDKPrinter", dependencies: ["API", "Wire"], swiftSettings: strict),
    .executableTarget(
      name: "latchkey",
      dependencies: [
        "MobileKey", "KeyExchange", "SeamClient", "Pages", "Server", "Operations", "Engine", "OpenID", "Store",
        "StorePostgres", "SaltoKS", "Core", "Telemetry", "API", "Wire", "VirtualSaltoKS", httpClient, tls, arguments,
        logging, lifecycle, metrics, signals, nio, http1, tracing,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "baseline",
      dependencies: [
        "SeamClient", "MobileKey", "KeyExchange", "SaltoKS", "Store", "Core", "API", "Wire", hummingbird, httpClient,
        arguments, logging, nio, http1,
      ],
      path: "Benchmarks/baseline",
      swiftSettings: strict),
    .target(
      name: "TestKit", dependencies: ["OpenID", "Store", "StorePostgres", "Core", "API", "Wire", crypto, cryptoExtras],
      path: "Tests/TestKit", swiftSettings: strict),
    .testTarget(name: "WireTests", dependencies: ["Wire"], swiftSettings: strict),
    .testTarget(
      name: "APITests", dependencies: ["API", "Wire"], resources: [.copy("operations.json")], swiftSettings: strict),
    .testTarget(name: "CoreTests", dependencies: ["TestKit", "Core", "API", "Wire"], swiftSettings: strict),
    .testTarget(name: "StoreTests", dependencies: ["TestKit", "Store", "Core", "API", "Wire"], swiftSettings: strict),
    .testTarget(
      name: "StorePostgresTests", dependencies: ["TestKit", "StorePostgres", "Store", "Core", "API", "Wire"],
      swiftSettings: strict),
    .testTarget(
      name: "EngineTests", dependencies: ["TestKit", "Engine", "Store", "Core", "API", "Wire", logging],
      swiftSettings: strict),
    .testTarget(name: "OpenIDTests", dependencies: ["TestKit", "OpenID", "Core", "Wire"], swiftSettings: strict),
    .testTarget(
      name: "KeyExchangeTests", dependencies: ["KeyExchange"], exclude: ["make_vectors.py"],
      resources: [.copy("vectors.json")], swiftSettings: strict),
    .testTarget(name: "SeamClientTests", dependencies: ["SeamClient"], swiftSettings: strict),
    .testTarget(
      name: "MobileKeyTests", dependencies: ["MobileKey", "KeyExchange", "SeamClient", "Wire", nio, posix],
      swiftSettings: strict),
    .testTarget(name: "AppTests", dependencies: ["SeamClient", "MobileKey"], swiftSettings: strict),
    .testTarget(name: "SDKOperationTests", dependencies: ["SeamClient"], swiftSettings: strict),
    .testTarget(name: "SDKPrinterTests", dependencies: ["SDKPrinter", "API", "Wire"], swiftSettings: strict),
    .testTarget(name: "TelemetryTests", dependencies: ["Telemetry", metrics], swiftSettings: strict),
    .testTarget(
      name: "OperationsTests",
      dependencies: [
        "latchkey", "TestKit", "VirtualSaltoKS", "Pages", "Server", "Operations", "Engine", "OpenID", "SaltoKS",
        "Store", "Core", "API", "Wire", hummingbird, httpTypes, lifecycle, logging, nio, nioEmbedded,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "TestKit", "Server", "Store", "Core", "API", "Wire", httpTypes, httpParts, logging, nio, nioEmbedded,
      ],
      swiftSettings: strict),
    .testTarget(name: "VirtualSaltoKSTests", dependencies: ["VirtualSaltoKS"], swiftSettings: strict),
    .testTarget(name: "SaltoKSTests", dependencies: ["SaltoKS", "Core", "Wire"], swiftSettings: strict),
  ]
)
