namespace Orleans.Entities.Tests;

/// <summary>Engines with one step wrong each: what the simulation must find.</summary>
internal static class Mutants
{
    public sealed class DoesNotWaitForWhatItRestsOn(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override Batch<SimulatedState>? RestsOn() => null;
    }

    public sealed class RollsBackInPlace(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override void Die(string reason, bool unknown, Exception? cause)
        {
            var (flight, gathering) = (Flight, Gathering);
            (Flight, Gathering) = (null, null);
            Fail(flight, unknown);
            Fail(gathering, unknown: false);
        }
    }

    public sealed class UsesAWriteIdTwice(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        private Guid _last;

        protected override Guid NewWriteId() => _last = _last == Guid.Empty ? Guid.NewGuid() : _last;
    }

    public sealed class AnswersBeforeItIsDurable(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override ValueTask<CommitOutcome> SendAsync(Batch<SimulatedState> batch)
        {
            // Who is answered goes on at once, and may join the batch again: nobody is to be answered twice, which would end the tests.
            Waiter[] waiters = [.. batch.Waiters];
            batch.Waiters.Clear();
            foreach (var waiter in waiters)
                waiter.Succeed();
            return base.SendAsync(batch);
        }
    }

    public sealed class ShowsWhatIsNotDurable(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override Batch<SimulatedState> Visible => Newest;
    }

    public sealed class DecidesWithoutTheOverlay(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override Batch<SimulatedState>? Later(Batch<SimulatedState> batch) => null;
    }

    public sealed class ForgetsWhatLandedWhileItRead(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override Batch<SimulatedState>? Later(Batch<SimulatedState> batch)
            => batch.Next is { } next && next.Version <= Durable.Version ? Later(next) : batch.Next;
    }

    public sealed class ReadsTwoVersionsAtOnce(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override Batch<SimulatedState>? Obscures(RowLoad<SimulatedState> load) => null;
    }

    public sealed class RemembersWhatAFlightMayHaveChanged(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override bool IsUntouched(RowLoad<SimulatedState> load, Predicate<RowKey> isRead) => true;
    }

    public sealed class RemembersWhatItHasOverwritten(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override void Remember(RowChanges rows)
        {
            // It should.
        }
    }

    public sealed class TakesWhatItDoesNotKnowForAbsent(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override RowMemory NewMemory(in EntityHead head) => new(Services.Rows, isNew: true);
    }

    public sealed class TakesUnknownForWritten(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
        : EntityEngine<SimulatedState>(key, services, onDeath)
    {
        protected override async ValueTask<CommitOutcome> SendAsync(Batch<SimulatedState> batch)
            => await base.SendAsync(batch) is var outcome && outcome == CommitOutcome.Unknown ? CommitOutcome.Committed : outcome;
    }
}
