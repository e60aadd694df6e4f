namespace Orleans.Storage.Contract.Tests;

// The simplest that keeps each contract.
public sealed class InMemoryGrainStorageTests : GrainStorageContract
{
    protected override ValueTask<GrainStorageUnderTest> CreateAsync() => new(new InMemoryGrainPlace());
}

public sealed class InMemoryGrainStorageUnknownTests : GrainStorageUnknownContract
{
    protected override ValueTask<LosingGrainStorage> CreateAsync() => new(new InMemoryGrainPlace());
}

public sealed class InMemoryReminderTableTests : ReminderTableContract
{
    protected override ValueTask<ReminderTableUnderTest> CreateAsync() => new(new InMemoryReminderPlace());
}

public sealed class InMemoryMembershipTableTests : MembershipTableContract
{
    protected override ValueTask<MembershipUnderTest> CreateAsync() => new(new InMemoryMembership());
}

public sealed class InMemoryMembershipUnknownTests : MembershipUnknownContract
{
    protected override ValueTask<LosingMembership> CreateAsync() => new(new InMemoryMembership());
}
