public import Wire

/// A route that is not an operation: a web page, or a response that is not a JSON object of the catalogue.
public struct PlainRoute: Sendable {
  /// A parameter of a route.
  public struct Parameter: Sendable {
    /// The part of the request that holds the parameter.
    public enum Place: String, Sendable { case query, header }

    public let name: String
    public let place: Place
    public let doc: String
  }

  public let path: String
  /// The documented methods.
  public let methods: [String]
  /// Whether the route also handles all other methods. If not, they get 404.
  public let answersEveryVerb: Bool
  /// Whether the route also handles all paths beneath its own.
  public let answersBeneath: Bool
  /// The callers who may use the route, identified by a token. Empty for public routes.
  public let callers: Callers
  public let title: String
  public let doc: String
  public let parameters: [Parameter]
  public let contentType: String
  /// The documented statuses other than 200.
  public let otherAnswers: [Int: String]

  fileprivate init(
    _ path: String, _ methods: [String] = ["GET"], answersEveryVerb: Bool = false, answersBeneath: Bool = false,
    by callers: Callers = [], title: String, doc: String, parameters: [Parameter] = [], answers contentType: String,
    or otherAnswers: [Int: String] = [:]
  ) {
    self.path = path
    self.methods = methods
    self.answersEveryVerb = answersEveryVerb
    self.answersBeneath = answersBeneath
    self.callers = callers
    self.title = title
    self.doc = doc
    self.parameters = parameters
    self.contentType = contentType
    self.otherAnswers = otherAnswers
  }

  /// Whether an address has U+0000. Nothing has such a name, and PostgreSQL cannot look for it.
  public static func hasZero(_ path: String, _ query: String?) -> Bool {
    path.contains("%00") || query?.contains("%00") ?? false
  }

  /// Whether the route handles a method.
  public func answers(_ method: String) -> Bool { answersEveryVerb || methods.contains(method) }
}

/// All routes that are not operations.
public let plainRoutes: [PlainRoute] = [
  .health, .healthByName, .readiness, .liveness, .metrics, .openAPI, .eventStream, .guestSignIn, .connectPage,
  .connectReturn, .guestPage, .guestWorker, .customerPortal, .console,
]

extension PlainRoute {
  private static let json = "application/json"
  private static let html = "text/html"
  private static let notReady = [503: "The process is not ready."]

  public static let health = PlainRoute(
    "/health", ["GET", "POST"], answersEveryVerb: true, title: "Get Health",
    doc: "Reports whether this process is healthy. A caller with a workspace's key also gets the health of its sites.",
    answers: json, or: notReady)
  /// The path in the public API.
  public static let healthByName = PlainRoute(
    "/health/get_health", ["GET", "POST"], answersEveryVerb: true, title: "Get Health",
    doc: "Same as `/health`.", answers: json, or: notReady)
  public static let readiness = PlainRoute(
    "/health/ready", answersEveryVerb: true, title: "Get Readiness",
    doc:
      "Reports whether this process accepts requests: the database is writable, the disk has space, no stop has begun.",
    answers: json, or: notReady)
  public static let liveness = PlainRoute(
    "/health/live", answersEveryVerb: true, title: "Get Liveness", doc: "Reports that this process is running.",
    answers: json
  )

  public static let metrics = PlainRoute(
    "/metrics", by: .apiKey, title: "Get Metrics",
    doc:
      "Returns the metrics of the workspace as Prometheus text. With the token of LATCHKEY_METRICS_TOKEN, returns those "
      + "of the whole server.",
    answers: "text/plain",
    or: [401: "The API key or metrics token is missing or unknown.", 429: "The caller exceeded the rate limit."])

  public static let openAPI = PlainRoute(
    "/openapi.json", answersEveryVerb: true, title: "Get OpenAPI Document", doc: "Returns this document.", answers: json
  )

  public static let eventStream = PlainRoute(
    "/latchkey/v1/events/stream", by: .workspace, title: "Stream Events",
    doc: "Streams the workspace's events as server-sent events. The ID of each is its sequence number.",
    parameters: [
      Parameter(
        name: "after", place: .query,
        doc: "Sequence number of the last event that the client received. Defaults to the latest event."),
      Parameter(
        name: "last-event-id", place: .header, doc: "Same as `after`, as sent by browsers. Takes precedence over it."),
      Parameter(name: "event_types", place: .query, doc: "Only events of these types. May be repeated."),
    ],
    answers: "text/event-stream",
    or: [
      400: "A parameter is invalid.", 401: "The token is missing or unknown.",
      403: "The caller lacks permission to see the workspace's events.",
      410: "The events after this number have been deleted.",
      429: "The caller exceeded the rate limit or the limit of open streams.",
      503: "The server has too many streams open.",
    ])

  public static let guestSignIn = PlainRoute(
    "/latchkey/v1/salto_ks/authorized", title: "Return of a Guest",
    doc: "Web page to which a guest returns after signing in at the provider.", parameters: signInReturn,
    answers: html,
    or: [
      400: "The sign-in has expired, or the provider rejected the code.",
      403: "The account is not the invited one.",
      429: "The caller sent too many wrong codes.", 502: "The provider did not respond.",
    ])

  public static let connectPage = PlainRoute(
    "/connect_webviews/view", ["GET", "POST"], answersEveryVerb: true, title: "Connect Webview",
    doc: "Web page on which an administrator connects an account. It is the `url` of a connect webview.",
    parameters: [
      Parameter(name: "connect_webview_id", place: .query, doc: "The connect webview."),
      Parameter(name: "auth_token", place: .query, doc: "The secret of the webview's link."),
    ],
    answers: html,
    or: [
      303: "The form was accepted. Redirects to the next step.",
      403: "The form came from another origin, or the browser rejects cookies.",
      404: "The link does not exist.", 422: "The form was rejected.", 429: "The caller opened too many wrong links.",
    ])
  public static let connectReturn = PlainRoute(
    "/connect_webviews/authorized", answersEveryVerb: true, title: "Return of an Administrator",
    doc: "Web page to which an administrator returns after signing in at the provider.",
    parameters: signInReturn, answers: html,
    or: [
      303: "Redirects to the connect webview.", 400: "The sign-in does not exist.",
      403: "The sign-in was begun in another browser.",
      429: "The caller sent too many wrong codes.",
    ])

  public static let guestPage = PlainRoute(
    "/k", ["GET", "POST"], answersEveryVerb: true, title: "Guest Page",
    doc: "Web page of a guest: doors, times and PIN. It is the `instant_key_url` of an instant key.",
    parameters: [
      Parameter(name: "c", place: .query, doc: "The code of the link."),
      Parameter(name: "lang", place: .query, doc: "Language of the page. Defaults to the language of the browser."),
      Parameter(name: "attempt", place: .query, doc: "The attempt to open a door that the page reports."),
    ],
    answers: html,
    or: [
      303: "The form was accepted. Redirects to the page.",
      403: "The form came from another origin, or the browser rejects cookies.",
      404: "The link does not exist.", 422: "The door was not opened.", 429: "The caller opened too many wrong links.",
    ])
  public static let guestWorker = PlainRoute(
    "/k.js", answersEveryVerb: true, title: "Guest Page Script",
    doc: "Script by which a browser shows the last state of the guest page while it is offline.",
    answers: "text/javascript")

  public static let customerPortal = PlainRoute(
    "/customer_portals/view", ["GET", "POST"], answersEveryVerb: true, title: "Customer Portal",
    doc: "Web page on which a customer sees and changes its spaces and stays. It is the `url` of a customer portal.",
    parameters: [
      Parameter(name: "auth_token", place: .query, doc: "The secret of the link."),
      Parameter(name: "show", place: .query, doc: "The part to show. Defaults to the part that the link opens."),
      Parameter(name: "id", place: .query, doc: "The stay, space or door to show."),
      Parameter(name: "locale", place: .query, doc: "Language of the page. Defaults to that of the link or browser."),
    ],
    answers: html,
    or: [
      303: "The change was made.", 403: "The form does not come from the page, or the link allows no such change.",
      404: "The link or the part does not exist, or the link has expired.", 413: "The form is too large.",
      422: "The change is not possible.", 429: "The caller opened too many wrong links.",
    ])

  public static let console = PlainRoute(
    "/console", ["GET", "POST"], answersEveryVerb: true, answersBeneath: true, title: "Console",
    doc:
      "Web pages of operators, here and at all paths beneath. An operator signs in with a personal access token or a "
      + "company account, and gets a session in a cookie. The pages show and do what the operator's role allows.",
    answers: html,
    or: [
      303: "The operator is to sign in, or a form was accepted. Redirects to the next page.",
      400: "The sign-in with a company account has expired, or began in another browser.",
      403:
        "The operator's role does not include the page, nobody invited the company account, or the form came from another "
        + "origin or session.",
      404: "The page does not exist.", 422: "The form was rejected.",
      429: "The session exceeded the rate limit, or the sender tried too many wrong tokens.",
      502: "The provider of company accounts does not work.",
    ])

  private static let signInReturn = [
    Parameter(name: "state", place: .query, doc: "The sign-in."),
    Parameter(name: "code", place: .query, doc: "The authorization code from the provider."),
  ]
}
