extension PersonTemplates {
  /// The ways in which a person opens doors. Digits and links are here only after a form asked for them.
  static let keys = """
    <section class="panel" aria-labelledby="keys">
      <div class="panel-head"><div><h2 id="keys">Ways to open</h2></div></div>
      <ul class="items">
      {{#phones}}<li>\(icon(.phone))<div><strong>{{name}}</strong><span class="sub">Known since {{#since}}{{> time}}{{/since}}</span></div>{{#stop}}<button class="btn btn-sm" type="button" popovertarget="{{.}}">Stop</button>{{/stop}}</li>
      {{/phones}}
      {{#waitsForPhone}}<li>\(icon(.phone))<div><strong>Phone key</strong><span class="sub">No phone has fetched it yet.</span></div></li>{{/waitsForPhone}}
      {{#pin}}<li>\(icon(.pin))<div>
        <strong>PIN</strong>{{#digits}}<p class="pin" data-hide-after="30" data-hidden="••• •••">{{.}}</p><span class="sub">Hidden again in 30 seconds. Noted in the audit log.</span>{{/digits}}
        {{#isHidden}}<p class="pin is-hidden" aria-hidden="true">••• •••</p>{{#isFrontDesk}}<span class="sub">Showing it is noted in the audit log.</span>{{/isFrontDesk}}{{/isHidden}}
        {{#problem}}<span class="sub">{{.}}</span>{{/problem}}
        </div><span class="row">{{#isFrontDesk}}
        {{#isHidden}}<form method="post" action="{{address}}">{{> token}}<button class="btn btn-sm" name="step" value="{{showPin}}">\(icon(.eye))Show PIN</button></form>{{/isHidden}}
        {{#digits}}<a class="btn btn-sm" href="{{address}}">Hide</a>{{/digits}}
        {{#changesPin}}<button class="btn btn-sm" type="button" popovertarget="new-pin">Change</button>{{/changesPin}}{{/isFrontDesk}}</span></li>{{/pin}}
      {{#cards}}<li>\(icon(.card))<div><strong>Card</strong><span class="sub">{{.}}</span></div></li>
      {{/cards}}
      {{#assignsCard}}<li>\(icon(.card))<div><strong>Card</strong><span class="sub">None yet.</span></div><button class="btn btn-sm" type="button" popovertarget="stay-card">Assign</button></li>{{/assignsCard}}
      {{#madeLink}}<li>\(icon(.link))<div><strong>New link</strong><p><code id="made-link">{{.}}</code></p><span class="sub">Send it to {{firstName}} now. It is shown only once, and works on one phone.</span></div><button class="btn btn-sm" type="button" data-copy="made-link">\(icon(.copy))Copy</button></li>{{/madeLink}}
      {{#makesLink}}<li>\(icon(.link))<div><strong>Link</strong><span class="sub">Opens the doors of all stays in a browser. Each link works on one phone.</span></div><form method="post" action="{{address}}">{{> token}}<button class="btn btn-sm" name="step" value="{{makeLink}}">Make a link</button></form></li>{{/makesLink}}
      {{#hasNoKeys}}<li>\(icon(.key))<div><strong>None</strong><span class="sub">{{firstName}} has no key, PIN or card at this site.</span></div></li>{{/hasNoKeys}}
      </ul>
    </section>
    """
}
