/// The templates of the frame: its layout, its own pages, and the components that sections use.
enum ConsoleTemplates {
  /// The components, as partials by name.
  static let parts = [
    "token": token,
    "hidden": "{{#values}}<input type=\"hidden\" name=\"{{name}}\" value=\"{{value}}\">{{/values}}",
    "time": "<time datetime=\"{{iso}}\">{{text}}</time>",
    "badge": "<span class=\"badge is-{{kind}}\">{{{icon}}}{{text}}</span>",
    "notice": notice, "form": form, "field": field, "input": input, "choices": choices, "sheet": sheet, "tabs": tabs,
    "pager": pager, "empty": empty, "consequences": consequences, "chain": chain,
  ]

  /// What every form has: the token of the session, and a key of its own.
  private static let token = """
    <input type="hidden" name="form_token" value="{{formToken}}">\
    <input type="hidden" name="form_key" value="{{formKey}}">
    """

  private static let notice = """
    <div class="notice is-{{kind}}" role="{{announcement}}" tabindex="-1">{{{icon}}}<div>
    <p><strong>{{title}}</strong>{{#text}} {{.}}{{/text}}</p>
    {{#links}}<p><a href="{{href}}">{{text}}</a></p>{{/links}}
    {{#undo}}<div class="row">{{> form}}</div>{{/undo}}
    </div></div>
    """

  private static let form = """
    <form method="post" action="{{action}}">{{> token}}{{> hidden}}\
    <button class="btn btn-sm" name="step" value="{{step}}">{{{icon}}}{{button}}</button></form>
    """

  private static let field = """
    {{#isHidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/isHidden}}\
    {{^isHidden}}\
    {{#isGroup}}<fieldset class="form-section" id="{{name}}" tabindex="-1"\
    {{#describedBy}} aria-describedby="{{.}}"{{/describedBy}}>\
    <legend>{{label}}</legend>{{> choices}}</fieldset>{{/isGroup}}\
    {{^isGroup}}<div class="field">{{> input}}</div>{{/isGroup}}\
    {{/isHidden}}
    """

  private static let choices = """
    <div class="form-grid">\
    {{#choices}}<label class="choice"><input type="{{type}}" name="{{name}}" value="{{value}}"\
    {{#isChosen}} checked{{/isChosen}}{{#isDisabled}} disabled{{/isDisabled}}>\
    <span><strong>{{label}}</strong>{{#detail}}<span class="sub">{{.}}</span>{{/detail}}</span></label>{{/choices}}\
    </div>\(remarks)
    """

  /// What a field says about itself.
  private static let remarks = """
    {{#error}}<p class="error" id="{{name}}-error">{{{errorIcon}}}<span>{{.}}</span></p>{{/error}}\
    {{#hint}}<p class="hint" id="{{name}}-hint">{{.}}</p>{{/hint}}
    """

  private static let attributes = """
     id="{{name}}" name="{{name}}"{{#isRequired}} required{{/isRequired}}\
    {{#autocomplete}} autocomplete="{{.}}"{{/autocomplete}}\
    {{#error}} aria-invalid="true"{{/error}}{{#describedBy}} aria-describedby="{{.}}"{{/describedBy}}
    """

  private static let input = """
    {{#isCheckbox}}<label class="check"><input type="checkbox" value="on"{{#isChecked}} checked{{/isChecked}}\
    \(attributes)> {{label}}</label>{{/isCheckbox}}\
    {{^isCheckbox}}<label for="{{name}}">{{label}}</label>{{/isCheckbox}}\
    {{#isInput}}<input class="input" type="{{type}}" value="{{value}}"{{#accept}} accept="{{.}}"{{/accept}}\
    \(attributes)>{{/isInput}}\
    {{#isTextarea}}<textarea class="input" rows="{{rows}}"\(attributes)>
    {{value}}</textarea>{{/isTextarea}}\
    {{#isSelect}}<select class="select"\(attributes)>\
    {{#choices}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}{{#isDisabled}} disabled{{/isDisabled}}>\
    {{label}}{{#detail}} – {{.}}{{/detail}}</option>{{/choices}}</select>{{/isSelect}}\
    \(remarks)
    """

  private static let consequences = """
    {{#hasConsequences}}<ul class="consequences">\
    {{#consequences}}<li>{{{icon}}}<span>{{text}}</span></li>{{/consequences}}</ul>{{/hasConsequences}}
    """

  private static let chain = """
    <ul class="chain">{{#links}}<li class="is-{{kind}}">{{{icon}}}<span>\
    <span class="visually-hidden">{{word}}: </span>{{message}}</span>{{#since}}{{> time}}{{/since}}</li>{{/links}}</ul>
    """

  private static let sheet = """
    <div class="sheet" id="{{id}}" popover role="dialog" aria-labelledby="{{id}}-title">
    <form method="post" action="{{action}}">{{> token}}{{> hidden}}
    <div class="sheet-body">
    <h2 id="{{id}}-title">{{title}}</h2>
    {{#lead}}<p>{{.}}</p>{{/lead}}
    {{#fields}}{{> field}}{{/fields}}
    {{> consequences}}
    </div>
    <div class="sheet-foot">\
    <button class="btn" type="button" popovertarget="{{id}}" popovertargetaction="hide">{{cancel}}</button>\
    <button class="btn {{#isDanger}}btn-danger-fill{{/isDanger}}{{^isDanger}}btn-primary{{/isDanger}}" name="step" \
    value="{{step}}">{{button}}</button></div>
    </form>
    </div>
    """

  private static let tabs = """
    <nav class="tabs" aria-label="{{label}}">\
    {{#items}}<a href="{{href}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{text}}\
    {{#count}} <span class="count">{{.}}</span>{{/count}}</a>{{/items}}</nav>
    """

  private static let pager = """
    <nav class="pager" aria-label="Pages"><span>{{text}}</span><span class="row">\
    {{#first}}<a class="btn btn-sm" href="{{.}}">Back to the start</a>{{/first}}\
    {{#previous}}<a class="btn btn-sm" href="{{.}}" rel="prev">Previous</a>{{/previous}}\
    {{#next}}<a class="btn btn-sm" href="{{.}}" rel="next">Next</a>{{/next}}</span></nav>
    """

  private static let empty = """
    <div class="empty">{{{icon}}}<h2>{{title}}</h2><p>{{text}}</p>\
    <div class="row">{{#links}}<a class="btn" href="{{href}}">{{text}}</a>{{/links}}</div></div>
    """
}
