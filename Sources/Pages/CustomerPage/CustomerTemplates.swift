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

  /// The template of a part.
  static func page(of detail: CustomerDetail) -> String {
    switch detail {
    case .overview: overview
    case .stay: stay
    case .newStay: newStay
    case .space: space
    case .doors: doors
    case .door: door
    case .newStaffMember, .staffMember: member
    }
  }

  private static let head = """
    <h1>{{sender}}</h1>
    {{#hasLinks}}<nav aria-label="{{title}}">{{#links}}\
    <a href="{{href}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>\
    {{text}}</a> {{/links}}</nav>{{/hasLinks}}
    {{#message}}<p class="message" role="{{role}}">{{text}}</p>{{/message}}
    """

  private static let foot = """
    {{#hasLanguages}}<nav aria-label="{{languageLabel}}">{{#languages}}<a href="{{href}}" lang="{{code}}" \
    hreflang="{{code}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a> {{/languages}}</nav>\
    {{/hasLanguages}}
    <p><small>{{expires}}</small></p>
    """

  private static let token = "<input type=\"hidden\" name=\"form_token\" value=\"{{formToken}}\">"

  private static let was = "<input type=\"hidden\" name=\"was\" value=\"{{was}}\">"

  private static let fields = """
    {{#fields}}<p><label for="{{name}}">{{label}}</label>\
    <input id="{{name}}" name="{{name}}" type="{{type}}" value="{{value}}" autocomplete="off"\
    {{#isRequired}} required{{/isRequired}}{{#hint}} aria-describedby="{{id}}"{{/hint}}>\
    {{#hint}}<br><small id="{{id}}">{{text}}</small>{{/hint}}</p>
    {{/fields}}
    """

  private static let connectForm = """
    <form method="post" action="{{action}}">\(token)\
    <p><button name="step" value="connect">{{connect}}</button></p></form>
    """

  private static let overview = """
    \(head)
    {{#parts}}<section>
    <h2>{{title}}</h2>
    {{#isEmpty}}<p>{{none}}</p>{{/isEmpty}}
    <ul>{{#items}}<li><strong>{{#href}}<a href="{{.}}">{{title}}</a>{{/href}}{{^href}}{{title}}{{/href}}</strong><br>\
    <small>{{detail}}</small></li>{{/items}}</ul>
    {{#add}}<p><a class="button" href="{{href}}">{{text}}</a></p>{{/add}}
    </section>{{/parts}}
    {{#connects}}\(connectForm){{/connects}}
    \(foot)
    """

  private static let stay = """
    \(head)
    <h2>{{name}}</h2>
    <p>{{times}}<br>{{status}}</p>
    {{#hasMethods}}<h3>{{meansTitle}}</h3>
    <ul>{{#methods}}<li><strong>{{title}}</strong><br><small>{{detail}}</small></li>{{/methods}}</ul>{{/hasMethods}}
    {{#changes}}<form method="post" action="{{action}}">\(token)\(was)
    <p><label for="starts_at">{{fromLabel}}</label>\
    <input id="starts_at" name="starts_at" type="datetime-local" value="{{startsAt}}" required></p>
    <p><label for="ends_at">{{untilLabel}}</label>\
    <input id="ends_at" name="ends_at" type="datetime-local" value="{{endsAt}}"{{#hasEnd}} required{{/hasEnd}}></p>
    <p><small>{{zone}}</small></p>
    <p><button name="step" value="move">{{save}}</button></p></form>
    <details><summary>{{end}}</summary><form method="post" action="{{action}}">\(token)\(was)<p>{{endText}}</p>
    <p><button name="step" value="end">{{end}}</button></p></form></details>{{/changes}}
    \(foot)
    """

  private static let newStay = """
    \(head)
    <h2>{{heading}}</h2>
    <form method="post" action="{{action}}">\(token)<input type="hidden" name="key" value="{{key}}">\
    <input type="hidden" name="zone" value="{{zoneName}}">
    \(fields)<p><label for="space">{{spaceLabel}}</label><select id="space" name="space">\
    {{#spaces}}<option value="{{id}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/spaces}}</select></p>
    <p><small>{{zone}}</small></p>
    <p><button name="step" value="create">{{create}}</button></p></form>
    \(foot)
    """

  private static let space = """
    \(head)
    <h2>{{name}}</h2>
    <h3>{{doorsTitle}}</h3>
    {{#isEmpty}}<p>{{none}}</p>{{/isEmpty}}
    <ul>{{#doors}}<li><strong>{{name}}</strong>{{#organizes}} <form method="post" action="{{action}}">\(token)\
    <input type="hidden" name="door" value="{{id}}"><button name="step" value="remove_door" \
    aria-label="{{remove}}: {{name}}">{{remove}}</button></form>{{/organizes}}</li>{{/doors}}</ul>
    {{#canAdd}}<form method="post" action="{{action}}">\(token)<p><label for="door">{{addLabel}}</label>\
    <select id="door" name="door">{{#others}}<option value="{{id}}">{{name}}</option>{{/others}}</select></p>
    <p><button name="step" value="add_door">{{add}}</button></p></form>{{/canAdd}}
    \(foot)
    """

  private static let doors = """
    \(head)
    <h2>{{heading}}</h2>
    {{#isEmpty}}<p>{{none}}</p>{{/isEmpty}}
    <ul>{{#doors}}<li><strong><a href="{{href}}">{{name}}</a></strong><br><small>{{detail}}</small></li>{{/doors}}</ul>
    {{#connects}}\(connectForm){{/connects}}
    \(foot)
    """

  private static let door = """
    \(head)
    <h2>{{name}}</h2>
    <p>{{detail}}</p>
    {{#shared}}<p>{{.}}</p>{{/shared}}
    {{#renames}}<form method="post" action="{{action}}">\(token)
    {{#question}}<h3>{{.}}</h3>{{/question}}{{#questionText}}<p>{{.}}</p>{{/questionText}}
    <p><label for="name">{{nameLabel}}</label><input id="name" name="name" value="{{typed}}" maxlength="255" \
    autocomplete="off" required></p>
    <p><button name="step" value="rename">{{save}}</button>{{#cancel}} <a href="{{href}}">{{text}}</a>{{/cancel}}</p>\
    </form>{{/renames}}
    \(foot)
    """

  private static let member = """
    \(head)
    <h2>{{heading}}</h2>
    <form method="post" action="{{action}}">\(token)\(was)<input type="hidden" name="key" value="{{key}}">
    \(fields){{#hasSpaces}}<fieldset><legend>{{spacesLabel}}</legend>{{#spaces}}<label><input type="checkbox" \
    name="space" value="{{id}}"{{#isChosen}} checked{{/isChosen}}> {{name}}</label>{{/spaces}}</fieldset>
    {{/hasSpaces}}<p><button name="step" value="{{step}}">{{save}}</button></p></form>
    {{#isKnown}}<details><summary>{{remove}}</summary><form method="post" action="{{action}}">\(token)\(was)\
    <p>{{removeText}}</p>
    <p><button name="step" value="remove_member">{{remove}}</button></p></form></details>{{/isKnown}}
    \(foot)
    """

  static let connecting = """
    \(head)
    <p><a class="button" href="{{connectAddress}}" target="_blank" rel="noopener">{{connect}}</a></p>
    <p>{{connectText}}</p>
    \(foot)
    """

  static let notice = """
    <h1>{{title}}</h1>
    <p>{{text}}</p>
    """
}
