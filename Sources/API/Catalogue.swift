import Wire

/// Every operation there is. The router, the OpenAPI document, the command line and the tests all start here.
public let catalogue: [any Endpoint.Type] = [
  AcsSystems.Get.self, AcsSystems.List.self, AcsSystems.ListCompatibleCredentialManagerAcsSystems.self,
  AcsUsers.Create.self, AcsUsers.Get.self, AcsUsers.List.self, AcsUsers.Update.self, AcsUsers.Delete.self,
  AcsUsers.Suspend.self, AcsUsers.Unsuspend.self, AcsUsers.AddToAccessGroup.self,
  AcsUsers.RemoveFromAccessGroup.self, AcsUsers.ListAccessibleEntrances.self,
  AcsUsers.RevokeAccessToAllEntrances.self,
  AcsAccessGroups.Get.self, AcsAccessGroups.List.self, AcsAccessGroups.AddUser.self, AcsAccessGroups.RemoveUser.self,
  AcsAccessGroups.ListUsers.self, AcsAccessGroups.ListAccessibleEntrances.self, AcsAccessGroups.Delete.self,
  AcsEntrances.Get.self, AcsEntrances.List.self, AcsEntrances.ListCredentialsWithAccess.self,
  AcsCredentials.Create.self, AcsCredentials.Get.self, AcsCredentials.List.self, AcsCredentials.Update.self,
  AcsCredentials.Delete.self, AcsCredentials.Assign.self, AcsCredentials.Unassign.self,
  AcsCredentials.ListAccessibleEntrances.self,
  UserIdentities.Create.self, UserIdentities.Get.self, UserIdentities.List.self, UserIdentities.Update.self,
  UserIdentities.Delete.self, UserIdentities.AddAcsUser.self, UserIdentities.RemoveAcsUser.self,
  UserIdentities.ListAcsUsers.self, UserIdentities.ListAcsSystems.self, UserIdentities.ListAccessibleEntrances.self,
  EnrollmentAutomations.Launch.self, EnrollmentAutomations.Get.self, EnrollmentAutomations.List.self,
  EnrollmentAutomations.Delete.self,
  ConnectedAccounts.Get.self, ConnectedAccounts.List.self,
  Events.Get.self, Events.List.self,
  Workspaces.Get.self, Workspaces.List.self,
  Access.Explain.self, Access.ListOpeners.self,
  SandboxClock.Get.self, SandboxClock.Set.self, SandboxClock.Advance.self,
]
