using Mutant = Orleans.Storage.Contract.Tests.Mutant<Orleans.Storage.Contract.InMemoryGrainPlace, Orleans.Storage.Contract.GrainStorageContract>;

namespace Orleans.Storage.Contract.Tests;

public sealed class GrainStorageMutantTests
{
    private static readonly Mutant[] Mutants =
    [
        new("writes whatever the ETag", () => new AnyETag(), tests => tests.A_write_with_an_outdated_ETag_is_refused_and_the_loser_may_read_and_go_on()),
        new("lets many win", () => new AnyETag(), tests => tests.Of_many_writes_on_one_ETag_one_is_stored()),
        new("takes no ETag for any", () => new NoETagIsAny(), tests => tests.A_write_without_an_ETag_is_for_a_state_that_is_not_there()),
        new("takes a foreign ETag for none", () => new ForeignIsNone(), tests => tests.A_write_with_a_foreign_ETag_is_refused("no ETag of this storage")),
        new("makes the ETag of the value", () => new ETagOfValue(), tests => tests.Every_write_has_an_ETag_of_its_own_even_of_the_same_value()),
        new("finds a state without its grain's type", () => new WithoutType(), tests => tests.Grains_of_other_types_and_other_kinds_of_keys_are_apart()),
        new("finds a state without its service", () => new WithoutService(), tests => tests.Services_are_apart_whatever_their_names()),
        new("finds a state without its name", () => new WithoutName(), tests => tests.States_of_one_grain_are_apart_whatever_their_names()),
        new("joins names", () => new Joined(), tests => tests.Names_that_run_together_are_apart()),
        new("ignores case", () => new IgnoringCase(), tests => tests.States_of_one_grain_are_apart_whatever_their_names()),
        new("forgets at a restart", () => new Forgetful(), tests => tests.What_was_written_is_there_after_a_restart()),
        new("lets the model's rivals win", () => new AnyETag(), tests => tests.Sequences_of_calls_and_restarts_leave_what_the_model_says(deletes: false)),
    ];

    public static TheoryData<string> Names => [.. Mutants.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_storage_that_does_not_keep_the_contract_is_noticed(string name) =>
        Mutants.Single(mutant => mutant.Name == name).AssertCaughtAsync(place => new Tests(place));

    private sealed class Tests(InMemoryGrainPlace place) : GrainStorageContract
    {
        protected override ValueTask<GrainStorageUnderTest> CreateAsync() => new(place);
    }

    private sealed class AnyETag : InMemoryGrainPlace
    {
        protected override bool Fits(string? stored, string? given) => true;
    }

    private sealed class NoETagIsAny : InMemoryGrainPlace
    {
        protected override bool Fits(string? stored, string? given) => given is null || stored == given;
    }

    private sealed class ForeignIsNone : InMemoryGrainPlace
    {
        protected override bool Fits(string? stored, string? given) => stored == (Guid.TryParse(given, out _) ? given : null);
    }

    private sealed class ETagOfValue : InMemoryGrainPlace
    {
        protected override string NewETag(byte[]? value) => Convert.ToHexString(value ?? []);
    }

    private sealed class WithoutType : InMemoryGrainPlace
    {
        protected override string KeyOf(string service, GrainId grain, string state) => base.KeyOf(service, GrainId.Create("thing", grain.Key.ToString()!), state);
    }

    private sealed class WithoutService : InMemoryGrainPlace
    {
        protected override string KeyOf(string service, GrainId grain, string state) => base.KeyOf("", grain, state);
    }

    private sealed class WithoutName : InMemoryGrainPlace
    {
        protected override string KeyOf(string service, GrainId grain, string state) => base.KeyOf(service, grain, "");
    }

    private sealed class Joined : InMemoryGrainPlace
    {
        protected override string KeyOf(string service, GrainId grain, string state) => $"{service}{grain.Type}{grain.Key}{state}";
    }

    private sealed class IgnoringCase : InMemoryGrainPlace
    {
        protected override string KeyOf(string service, GrainId grain, string state) => base.KeyOf(service, grain, state.ToUpperInvariant());
    }

    private sealed class Forgetful : InMemoryGrainPlace
    {
        private int _life;

        public override ValueTask RestartAsync()
        {
            _life++;
            return default;
        }

        protected override string KeyOf(string service, GrainId grain, string state) => $"{_life}{base.KeyOf(service, grain, state)}";
    }
}
