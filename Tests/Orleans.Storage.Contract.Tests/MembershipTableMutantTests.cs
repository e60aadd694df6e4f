using Mutant = Orleans.Storage.Contract.Tests.Mutant<Orleans.Storage.Contract.InMemoryMembership, Orleans.Storage.Contract.MembershipTableContract>;

namespace Orleans.Storage.Contract.Tests;

public sealed class MembershipTableMutantTests
{
    private static readonly Mutant[] Mutants =
    [
        new("changes on any version", () => new AnyVersion(), tests => tests.An_insertion_on_an_outdated_version_is_refused_and_changes_nothing()),
        new("lets many win", () => new AnyVersion(), tests => tests.Of_many_changes_on_one_version_one_is_made()),
        new("takes steps of any length", () => new AnyStep(), tests => tests.A_change_that_does_not_count_the_version_up_by_one_is_refused(2)),
        new("compares numbers without ETags", () => new NumbersOnly(), tests => tests.A_change_with_a_foreign_ETag_is_refused()),
        new("updates any row", () => new AnyRow(), tests => tests.An_update_on_an_outdated_row_or_an_outdated_version_is_refused_and_changes_nothing()),
        new("counts heartbeats", () => new CountedHeartbeats(), tests => tests.A_heartbeat_changes_its_column_and_nothing_else()),
        new("gives a heartbeat an ETag", () => new FencingHeartbeats(), tests => tests.A_heartbeat_leaves_what_was_read_before_it_good_for_an_update()),
        new("replaces the row by the heartbeat", () => new ReplacingHeartbeats(), tests => tests.A_heartbeat_changes_its_column_and_nothing_else()),
        new("buries who is still recorded as alive", () => new HeardOfAtStart(), tests => tests.A_heartbeat_counts_when_the_dead_are_cleaned_up()),
        new("forgets the votes", () => new WithoutVotes(), tests => tests.The_dead_are_cleaned_up_when_the_newest_that_is_known_of_them_is_before_the_date(0, 0, 10, 10, false)),
        new("cleans up who is not dead", () => new AllDefunct(), tests => tests.Only_the_dead_are_cleaned_up()),
        new("keeps its callers' entries", () => new SharedEntries(), tests => tests.What_is_done_to_an_entry_after_it_was_written_or_read_changes_nothing_that_is_stored()),
        new("finds rows without their cluster", () => new OneCluster(), tests => tests.Clusters_are_apart_whatever_their_names()),
        new("deletes every cluster", () => new OneCluster(), tests => tests.A_cluster_that_is_deleted_is_gone_and_the_others_stay()),
    ];

    public static TheoryData<string> Names => [.. Mutants.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_table_that_does_not_keep_the_contract_is_noticed(string name) =>
        Mutants.Single(mutant => mutant.Name == name).AssertCaughtAsync(place => new Tests(place));

    private sealed class Tests(InMemoryMembership place) : MembershipTableContract
    {
        protected override ValueTask<MembershipUnderTest> CreateAsync() => new(place);
    }

    private sealed class AnyVersion : InMemoryMembership
    {
        protected override bool Follows(TableVersion next, TableVersion current) => true;
    }

    private sealed class AnyStep : InMemoryMembership
    {
        protected override bool Follows(TableVersion next, TableVersion current) => next.VersionEtag == current.VersionEtag;
    }

    private sealed class NumbersOnly : InMemoryMembership
    {
        protected override bool Follows(TableVersion next, TableVersion current) => next.Version == current.Version + 1;
    }

    private sealed class AnyRow : InMemoryMembership
    {
        protected override bool Fits(string? stored, string given) => true;
    }

    private sealed class CountedHeartbeats : InMemoryMembership
    {
        protected override void Beat(Cluster cluster, MembershipEntry row, MembershipEntry heartbeat)
        {
            base.Beat(cluster, row, heartbeat);
            cluster.Version = new TableVersion(cluster.Version.Version + 1, $"{Guid.NewGuid()}");
        }
    }

    private sealed class FencingHeartbeats : InMemoryMembership
    {
        protected override void Beat(Cluster cluster, MembershipEntry row, MembershipEntry heartbeat)
        {
            base.Beat(cluster, row, heartbeat);
            cluster.Rows[row.SiloAddress] = (row, $"{Guid.NewGuid()}");
        }
    }

    private sealed class ReplacingHeartbeats : InMemoryMembership
    {
        protected override void Beat(Cluster cluster, MembershipEntry row, MembershipEntry heartbeat) =>
            cluster.Rows[row.SiloAddress] = (heartbeat, cluster.Rows[row.SiloAddress].ETag);
    }

    private sealed class HeardOfAtStart : InMemoryMembership
    {
        protected override DateTime LastHeardOf(MembershipEntry row) => row.StartTime;
    }

    private sealed class WithoutVotes : InMemoryMembership
    {
        protected override DateTime LastHeardOf(MembershipEntry row) => row.StartTime > row.IAmAliveTime ? row.StartTime : row.IAmAliveTime;
    }

    private sealed class AllDefunct : InMemoryMembership
    {
        protected override bool IsDefunct(SiloStatus status) => status != SiloStatus.Active;
    }

    private sealed class SharedEntries : InMemoryMembership
    {
        protected override MembershipEntry Copy(MembershipEntry entry) => entry;
    }

    private sealed class OneCluster : InMemoryMembership
    {
        protected override string KeyOf(string clusterId) => "";
    }
}
