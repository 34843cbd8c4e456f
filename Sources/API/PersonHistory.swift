public import Wire

/// A person at a site, what will happen, and what has happened.
public struct PersonHistory: Record, Answer {
  public static let name = "person_history"
  public var person: DeskPerson
  public var nextMoments: [DeskMoment]
  public var pastActivities: [Activity]

  public init(person: DeskPerson, nextMoments: [DeskMoment], pastActivities: [Activity]) {
    self.person = person
    self.nextMoments = nextMoments
    self.pastActivities = pastActivities
  }
  public static let blank = PersonHistory(person: .blank, nextMoments: [], pastActivities: [])

  public mutating func describe(_ field: inout some Field) {
    field("person", &person, "The person.")
    field("next_moments", &nextMoments, "What will happen to the person's access, in order.")
    field("past_activities", &pastActivities, "The latest events about the person, newest first. At most 100.")
  }
}
