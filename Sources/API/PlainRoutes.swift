import Wire

/// A route beside the operations: a page for people, or an answer that is no JSON object of the catalogue.
public struct PlainRoute: Sendable {
  /// What a route reads of a request.
  public struct Parameter: Sendable {
    /// Where it stands.
    public enum Place: String, Sendable { case query, header }

    public let name: String
    public let place: Place
    public let doc: String
  }

  public let path: String
  /// The verbs that it is made for.
  public let methods: [String]
  /// Whether it answers every other verb too, in its own way. Without that, there is nothing for them.
  public let answersEveryVerb: Bool
  /// Who has to show a token; nobody for what anybody may see.
  public let callers: Callers
  public let title: String
  public let doc: String
  public let parameters: [Parameter]
  public let contentType: String
  /// What else it may answer than 200.
  public let otherAnswers: [Int: String]

  fileprivate init(
    _ path: String, _ methods: [String] = ["GET"], answersEveryVerb: Bool = false, by callers: Callers = [],
    title: String, doc: String, parameters: [Parameter] = [], answers contentType: String,
    or otherAnswers: [Int: String] = [:]
  ) {
    self.path = path
    self.methods = methods
    self.answersEveryVerb = answersEveryVerb
    self.callers = callers
    self.title = title
    self.doc = doc
    self.parameters = parameters
    self.contentType = contentType
    self.otherAnswers = otherAnswers
  }

  /// Whether there is an answer to a verb.
  public func answers(_ method: String) -> Bool { answersEveryVerb || methods.contains(method) }
}

/// Every route beside the operations.
public let plainRoutes: [PlainRoute] = [
  .health, .healthByName, .readiness, .liveness, .metrics, .openAPI, .eventStream, .guestSignIn, .connectPage,
  .connectReturn,
]

extension PlainRoute {
  private static let json = "application/json"
  private static let html = "text/html"
  private static let notReady = [503: "The process cannot do its work."]

  public static let health = PlainRoute(
    "/health", ["GET", "POST"], answersEveryVerb: true, title: "Get Health",
    doc: "Says whether this process can do its work, and, to who runs a workspace, what is wrong with its sites.",
    answers: json, or: notReady)
  /// As the public API has it.
  public static let healthByName = PlainRoute(
    "/health/get_health", ["GET", "POST"], answersEveryVerb: true, title: "Get Health",
    doc: "Says the same as `/health`.", answers: json, or: notReady)
  public static let readiness = PlainRoute(
    "/health/ready", answersEveryVerb: true, title: "Get Readiness",
    doc:
      "Says whether this process takes requests: its database can be written, its disk has room, and it is not stopping.",
    answers: json, or: notReady)
  public static let liveness = PlainRoute(
    "/health/live", answersEveryVerb: true, title: "Get Liveness", doc: "Says that this process answers.", answers: json
  )

  public static let metrics = PlainRoute(
    "/metrics", by: .apiKey, title: "Get Metrics",
    doc:
      "Returns the numbers of the workspace as Prometheus text. The token of LATCHKEY_METRICS_TOKEN returns those of the "
      + "whole server.",
    answers: "text/plain", or: [401: "No API key, and not the token.", 429: "The caller is too fast."])

  public static let openAPI = PlainRoute(
    "/openapi.json", answersEveryVerb: true, title: "Get OpenAPI Document", doc: "Returns this document.", answers: json
  )

  public static let eventStream = PlainRoute(
    "/latchkey/v1/events/stream", by: .workspace, title: "Stream Events",
    doc: "Sends the workspace's events as they come, as server-sent events. Each bears its number in the log.",
    parameters: [
      Parameter(
        name: "after", place: .query,
        doc: "The number of the last event that the client had. Default: the last there is."),
      Parameter(name: "last-event-id", place: .header, doc: "The same, as browsers send it; it wins."),
      Parameter(name: "event_types", place: .query, doc: "Only events of these types. May be repeated."),
    ],
    answers: "text/event-stream",
    or: [
      400: "A parameter is wrong.", 401: "No token, or an unknown one.",
      403: "The caller may not see the workspace's events.",
      410: "The events after this number are forgotten.", 429: "The caller is too fast, or has too many streams open.",
      503: "The server has too many streams open.",
    ])

  public static let guestSignIn = PlainRoute(
    "/latchkey/v1/salto_ks/authorized", title: "Return of a Guest",
    doc: "A page for people: where a guest comes back to after signing in to the provider.", parameters: signInReturn,
    answers: html,
    or: [
      400: "The sign-in is over, or the provider did not take the code.",
      403: "The account is not the one that was invited.",
      429: "Too many wrong codes came.", 502: "The provider did not answer.",
    ])

  public static let connectPage = PlainRoute(
    "/connect_webviews/view", ["GET", "POST"], answersEveryVerb: true, title: "Connect Webview",
    doc: "A page for people: where an administrator connects an account. The `url` of a connect webview leads there.",
    parameters: [
      Parameter(name: "connect_webview_id", place: .query, doc: "The connect webview."),
      Parameter(name: "auth_token", place: .query, doc: "The secret of its link."),
    ],
    answers: html,
    or: [
      303: "The form was taken; the page goes on.",
      403: "The form came from elsewhere, or the browser keeps no cookie.",
      404: "There is no such link.", 422: "The form was not taken.", 429: "Too many wrong links were opened.",
    ])
  public static let connectReturn = PlainRoute(
    "/connect_webviews/authorized", answersEveryVerb: true, title: "Return of an Administrator",
    doc: "A page for people: where an administrator comes back to after signing in at the provider's own page.",
    parameters: signInReturn, answers: html,
    or: [
      303: "The connect webview goes on.", 400: "There is no such sign-in.", 403: "It was begun in another browser.",
      429: "Too many wrong codes came.",
    ])

  private static let signInReturn = [
    Parameter(name: "state", place: .query, doc: "Which sign-in it was."),
    Parameter(name: "code", place: .query, doc: "What the provider gave for it."),
  ]
}
