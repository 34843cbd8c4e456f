/// A secret that is shown once, in the response to the form that made it or asked for it.
struct ShownSecret: Sendable {
  /// The partial `keys/secret`.
  static let template = """
    <div class="notice is-info" role="status" tabindex="-1">\(icon(.key))<div>
    <p><strong>{{title}}</strong> {{text}}</p>
    <div class="copy"><code id="shown-secret">{{secret}}</code>\
    <button class="btn btn-sm js-only" type="button" data-copy="shown-secret">\(icon(.copy))Copy</button></div>
    </div></div>
    """

  let title: String
  let text: String
  let secret: String

  var context: ConsoleContext { ["title": title, "text": text, "secret": secret] }
}
