import API
import Operations
import Wire

/// The forms of the staff.
extension CustomerChange {
  func addMember() async throws -> Outcome {
    let key = form["key"] ?? ""
    guard visit.abilities.managesStaff, PortalVisits.isNew(key) else { return .notAllowed }
    // The form was sent twice.
    if visit.staff?.contains(where: { $0.key == key }) == true { return .done(showing: .overview) }
    guard let name = form.filled("name") else { return .refused(words.memberNameMissing) }
    var request = StaffMembers.Create()
    request.customerKey = visit.customerKey
    request.staffMemberKey = key
    request.name = name
    request.emailAddress = form.filled("email_address")
    request.phoneNumber = form.filled("phone_number")
    if visit.grantsStaff { request.spaceIDs = chosenSpaces }
    _ = try await handlers.call(request, by: caller)
    return .done(showing: .overview)
  }

  func saveMember(_ id: ID<UserIdentity>) async throws -> Outcome {
    guard visit.abilities.managesStaff else { return .notAllowed }
    guard let member = visit.staffMember(id), let key = member.key else { return .gone }
    let spaces = try await visits.spaces(ofStaff: member, of: visit)
    guard form["was"] == member.moment(with: spaces) else { return .refused(words.memberChanged) }
    guard let name = form.filled("name") else { return .refused(words.memberNameMissing) }
    var request = StaffMembers.Update()
    request.customerKey = visit.customerKey
    request.staffMemberKey = key
    request.name = name
    request.emailAddress = change(to: form.filled("email_address"))
    request.phoneNumber = change(to: form.filled("phone_number"))
    if visit.grantsStaff {
      // The form does not show all spaces of a customer. Access to the others stays.
      let shown = Set((visit.spaces ?? []).map(\.id))
      let wanted = chosenSpaces + spaces.filter { !shown.contains($0) }
      if Set(wanted) != Set(spaces) { request.spaceIDs = wanted }
    }
    _ = try await handlers.call(request, by: caller)
    return .done(showing: .staffMember(id))
  }

  /// Deletes the person with all of their access.
  func removeMember(_ id: ID<UserIdentity>) async throws -> Outcome {
    guard visit.abilities.managesStaff else { return .notAllowed }
    guard let member = visit.staffMember(id), let key = member.key else { return .gone }
    let spaces = try await visits.spaces(ofStaff: member, of: visit)
    guard form["was"] == member.moment(with: spaces) else { return .refused(words.memberChanged) }
    var request = Customers.DeleteData()
    request.customerKey = visit.customerKey
    request.lists.staffMemberKeys = [key]
    _ = try await handlers.call(request, by: caller)
    return .done(showing: .overview)
  }

  private var chosenSpaces: [ID<Space>] {
    let chosen = Set(form.all("space"))
    return (visit.spaces ?? []).map(\.id).filter { chosen.contains($0.text) }
  }

  private func change(to text: String?) -> Change<String> {
    guard let text else { return .clear }
    return .set(text)
  }
}

extension PortalVisit {
  /// A member of the staff that the page shows and the customer can change. One without a key cannot be named.
  func staffMember(_ id: ID<UserIdentity>) -> Person? { staff?.first { $0.id == id && $0.key != nil } }
}

extension PortalVisit.Person {
  /// What a form saw of the member, in an unreadable form, since names can have any characters.
  func moment(with spaces: [ID<Space>]) -> String {
    let details = [name, emailAddress, phoneNumber].map { $0 ?? "" }
    return sha256Text((details + spaces.map(\.text).sorted()).joined(separator: "\n"))
  }
}
