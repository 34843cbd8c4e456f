import Mustache

/// The HTML that all pages have in common.
enum PageTemplates {
  /// The layout of a page.
  ///
  /// - Parameters:
  ///   - language: the code of its language, or a tag for it.
  ///   - head: what its head contains besides the usual.
  static func frame(language: String, head: String, body: String) -> String {
    """
    <!doctype html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    \(head)
    </head>
    <body>
    \(body)
    </body>
    </html>
    """
  }
}

/// The hidden field with the token that shows that a form came from this server.
func tokenField(_ token: String) throws -> String {
  try render("<input type=\"hidden\" name=\"form_token\" value=\"{{token}}\">", ["token": token])
}

/// Fills a template. It escapes all values except those in triple braces.
func render(_ template: String, _ context: [String: Any]) throws -> String {
  try PageEscapes.template(template).render(context)
}
