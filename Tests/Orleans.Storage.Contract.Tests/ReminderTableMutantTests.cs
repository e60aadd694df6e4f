using Mutant = Orleans.Storage.Contract.Tests.Mutant<Orleans.Storage.Contract.InMemoryReminderPlace, Orleans.Storage.Contract.ReminderTableContract>;

namespace Orleans.Storage.Contract.Tests;

public sealed class ReminderTableMutantTests
{
    private static readonly Mutant[] Mutants =
    [
        new("takes a range's beginning in", () => new FromBeginning(), tests => tests.A_range_leaves_its_beginning_out_takes_its_end_in_and_goes_round_the_ring()),
        new("leaves a range's end out", () => new BeforeEnd(), tests => tests.A_range_leaves_its_beginning_out_takes_its_end_in_and_goes_round_the_ring()),
        new("does not go round the ring", () => new NoRing(), tests => tests.Any_range_of_a_thousand_reminders_holds_those_whose_hash_is_in_it()),
        new("takes an empty range for none", () => new EmptyIsNone(), tests => tests.A_reminder_is_read_as_it_was_written_alone_with_its_grain_and_with_its_range()),
        new("removes whatever the ETag", () => new AnyETag(), tests => tests.Only_the_ETag_of_the_last_write_removes_a_reminder_and_once()),
        new("keeps a reminder's ETag", () => new SameETag(), tests => tests.Writing_asks_for_no_ETag_and_gives_a_new_one_each_time(null)),
        new("finds a reminder without its grain's type", () => new WithoutType(), tests => tests.Grains_are_apart_whatever_their_keys_and_types()),
        new("finds a reminder without its service", () => new WithoutService(), tests => tests.Services_are_apart_whatever_their_names()),
        new("ignores case", () => new IgnoringCase(), tests => tests.Reminders_of_one_grain_are_apart_whatever_their_names()),
    ];

    public static TheoryData<string> Names => [.. Mutants.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_table_that_does_not_keep_the_contract_is_noticed(string name) =>
        Mutants.Single(mutant => mutant.Name == name).AssertCaughtAsync(place => new Tests(place));

    private sealed class Tests(InMemoryReminderPlace place) : ReminderTableContract
    {
        protected override ValueTask<ReminderTableUnderTest> CreateAsync() => new(place);
    }

    private sealed class FromBeginning : InMemoryReminderPlace
    {
        protected override bool IsIn(uint hash, uint begin, uint end) => hash == begin || base.IsIn(hash, begin, end);
    }

    private sealed class BeforeEnd : InMemoryReminderPlace
    {
        protected override bool IsIn(uint hash, uint begin, uint end) => hash != end && base.IsIn(hash, begin, end);
    }

    private sealed class NoRing : InMemoryReminderPlace
    {
        protected override bool IsIn(uint hash, uint begin, uint end) => (begin, end) == (0, 0) || (hash > begin && hash <= end);
    }

    private sealed class EmptyIsNone : InMemoryReminderPlace
    {
        protected override bool IsIn(uint hash, uint begin, uint end) => begin != end && base.IsIn(hash, begin, end);
    }

    private sealed class AnyETag : InMemoryReminderPlace
    {
        protected override bool Fits(string? stored, string? given) => true;
    }

    private sealed class SameETag : InMemoryReminderPlace
    {
        protected override string NewETag(string? before) => before ?? base.NewETag(before);
    }

    private sealed class WithoutType : InMemoryReminderPlace
    {
        protected override (string Service, GrainId Grain, string Name) KeyOf(string service, GrainId grain, string name) =>
            (service, GrainId.Create("thing", grain.Key.ToString()!), name);
    }

    private sealed class WithoutService : InMemoryReminderPlace
    {
        protected override (string Service, GrainId Grain, string Name) KeyOf(string service, GrainId grain, string name) => ("", grain, name);
    }

    private sealed class IgnoringCase : InMemoryReminderPlace
    {
        protected override (string Service, GrainId Grain, string Name) KeyOf(string service, GrainId grain, string name) =>
            (service, grain, name.ToUpperInvariant());
    }
}
