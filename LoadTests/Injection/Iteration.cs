using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Injection;

/// <summary>One pass through a scenario.</summary>
/// <param name="Number">From 1, unique in a run.</param>
/// <param name="Lateness">How long after its intended start it began.</param>
/// <param name="Recorder">Where its measurements go.</param>
internal readonly record struct Iteration(long Number, TimeSpan Lateness, Recorder Recorder)
{
    /// <summary>Records an operation of a single request: its response time includes how late the iteration began.</summary>
    public void Record(Operation operation, in Reply reply) => Recorder.Record(operation, reply, Lateness + reply.Elapsed);

    /// <summary>Records an operation of several requests that took <paramref name="elapsed"/> in all.</summary>
    public void Record(Operation operation, in Reply last, TimeSpan elapsed) => Recorder.Record(operation, last, Lateness + elapsed);
}
