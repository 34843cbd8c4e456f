import API
import Operations
import Wire

/// The values of the template for a member of the staff.
extension CustomerView {
  func newMember(_ key: String, _ form: FormFields?) -> [String: Any] {
    fields(of: nil, [], form).merging([
      "heading": words.newMember, "key": form?["key"] ?? key, "was": "", "step": CustomerStep.addMember.rawValue,
      "save": words.addMember, "isKnown": false,
    ]) { $1 }
  }

  func context(of member: PortalVisit.Person, _ spaces: [ID<Space>], _ form: FormFields?) -> [String: Any] {
    fields(of: member, spaces, form).merging([
      "heading": member.name ?? words.person, "key": "", "was": member.moment(with: spaces),
      "step": CustomerStep.saveMember.rawValue, "save": words.saveMember, "isKnown": true,
      "remove": words.removeMember, "removeText": words.removeMemberText,
    ]) { $1 }
  }

  /// - Parameter form: a refused form, whose fields keep what was typed.
  private func fields(
    of member: PortalVisit.Person?, _ spaces: [ID<Space>], _ form: FormFields?
  ) -> [String: Any] {
    func field(_ name: String, _ label: String, _ type: String, _ value: String?) -> [String: Any] {
      [
        "name": name, "label": label, "type": type, "value": form?[name] ?? value ?? "", "isRequired": name == "name",
        "hint": false,
      ]
    }
    // The form that removes a member has no fields.
    let typed = form?["name"] == nil ? nil : form?.all("space")
    let chosen = Set(typed ?? spaces.map(\.text))
    let shown = visit.grantsStaff ? visit.spaces ?? [] : []
    return [
      "fields": [
        field("name", words.memberName, "text", member?.name),
        field("email_address", words.email, "email", member?.emailAddress),
        field("phone_number", words.phone, "tel", member?.phoneNumber),
      ],
      "hasSpaces": !shown.isEmpty, "spacesLabel": words.memberSpaces,
      "spaces": shown.map { space in
        ["id": space.id.text, "name": space.name, "isChosen": chosen.contains(space.id.text)] as [String: Any]
      },
    ]
  }
}
