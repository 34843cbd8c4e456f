enum SettingsTemplates {
  static let all = """
    <div class="page-head"><div><h1>Settings</h1>
    <p>Of this workspace and its sites. Each change is in the audit log.</p></div></div>
    <div class="stack narrow">
    <form class="panel" method="post" action="{{action}}" aria-labelledby="workspace">{{> token}}<input type="hidden" name="seen" value="{{workspaceSeen}}">
    <div class="panel-head"><h2 id="workspace">Workspace</h2></div>
    <div class="panel-body form">{{#workspaceFields}}{{> field}}{{/workspaceFields}}</div>
    <div class="panel-foot"><button class="btn btn-primary" name="step" value="workspace">Save</button></div>
    </form>
    {{#site}}<section class="panel" aria-labelledby="site-settings">
    <div class="panel-head"><h2 id="site-settings">Stays at {{siteName}}</h2></div>
    {{#hasOthers}}<div class="panel-body"><form class="filters"><div class="field"><label for="site">Site</label>
    <select class="select" id="site" name="site">{{#choices}}<option value="{{value}}"\
    {{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/choices}}</select></div>
    <button class="btn">Show</button></form></div>{{/hasOthers}}
    <form method="post" action="{{action}}">{{> token}}<input type="hidden" name="site" value="{{siteID}}"><input type="hidden" name="seen" value="{{siteSeen}}">
    <div class="panel-body form">{{#siteFields}}{{> field}}{{/siteFields}}</div>
    <div class="panel-foot"><button class="btn btn-primary" name="step" value="grants">Save</button></div>
    </form>
    </section>{{/site}}
    <form class="panel" method="post" action="{{action}}" aria-labelledby="looks">{{> token}}<input type="hidden" name="seen" value="{{looksSeen}}">
    <div class="panel-head"><h2 id="looks">Page for connecting accounts</h2></div>
    <div class="panel-body form">{{#looksFields}}{{> field}}{{/looksFields}}</div>
    <div class="panel-foot"><button class="btn btn-primary" name="step" value="looks">Save</button></div>
    </form>
    <section class="panel" aria-labelledby="suspension">
    <div class="panel-head"><h2 id="suspension">Suspension</h2></div>
    <div class="panel-body">
    {{#isSuspended}}<p>The workspace is suspended. Access at doors does not change.</p>{{#resume}}{{> form}}{{/resume}}\
    {{/isSuspended}}
    {{^isSuspended}}<p>A suspended workspace can only be read and changed here. Access at doors does not change.</p>
    <div class="row"><button class="btn btn-danger" popovertarget="suspend">Suspend the workspace</button></div>\
    {{/isSuspended}}
    </div>
    </section>
    </div>
    {{^isSuspended}}{{#suspend}}{{> sheet}}{{/suspend}}{{/isSuspended}}
    """
}
