import Core

/// The HTML of a customer's page. The templates escape all values.
enum CustomerTemplates {
  static let frame = PageTemplates.frame(
    language: "{{language}}",
    head: """
      <title>{{title}}</title>
      <style>{{{style}}}</style>
      {{#looks}}<style>{{{.}}}</style>{{/looks}}
      """,
    body: """
      <main>
      {{{content}}}
      </main>
      """)

  static let overview = """
    <h1>{{sender}}</h1>
    {{#parts}}<section>
    <h2>{{title}}</h2>
    {{#isEmpty}}<p>{{none}}</p>{{/isEmpty}}
    <ul>{{#items}}<li><strong>{{title}}</strong><br><small>{{detail}}</small></li>{{/items}}</ul>
    </section>{{/parts}}
    <p><small>{{expires}}</small></p>
    """

  static let notice = """
    <h1>{{title}}</h1>
    <p>{{text}}</p>
    """

  /// The ground of the style's text.
  static let grounds = PageGrounds(light: .white, dark: Color(red: 0x1d, green: 0x21, blue: 0x27))

  static let style = """
    :root{color-scheme:light dark;--ink:#1b1f24;--paper:#f6f7f9;--card:#fff;--line:#c9ced6;--brand:var(--card);--on-brand:var(--ink);--accent:var(--ink);--font:system-ui,sans-serif}
    @media(prefers-color-scheme:dark){:root{--ink:#e7e9ee;--paper:#14171b;--card:#1d2127;--line:#444b55}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 var(--font)}
    main{max-width:44rem;margin:4vh auto;padding:1.5rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
    @media(max-width:46rem){main{margin:0;border:0;border-radius:0;min-height:100vh}}
    h1{font-size:1.375rem;line-height:1.25;margin:-1.5rem -1.5rem 0;padding:1.5rem;background:var(--brand);color:var(--on-brand);border-radius:.6875rem .6875rem 0 0}
    @media(max-width:46rem){h1{border-radius:0}}
    h2{font-size:1.125rem;margin:1.5rem 0 .5rem;color:var(--accent)}
    h1,h2,p,li{overflow-wrap:anywhere}
    ul{list-style:none;margin:0;padding:0}
    li{padding:.75rem 0;border-top:1px solid var(--line)}
    small{font-size:.875rem}
    """
}
