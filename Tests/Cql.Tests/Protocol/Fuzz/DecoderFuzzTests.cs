using System.Globalization;

namespace Cql.Tests.Protocol.Fuzz;

/// <summary>
/// <c>CQL_FUZZ_FRAMES</c> sets how many frames are damaged, <c>CQL_FUZZ_SEED</c> where they start; the seed of a failure is printed, and
/// with one frame it comes back.
/// </summary>
public sealed class DecoderFuzzTests
{
    private static readonly int Frames = Setting("CQL_FUZZ_FRAMES", 100_000);
    private static readonly int Seed = Setting("CQL_FUZZ_SEED", Random.Shared.Next(1_000_000_000));
    private static readonly TimeSpan LongestFrame = TimeSpan.FromMinutes(1);

    private int _at;

    [Fact]
    public async Task Damaged_frames_are_refused_by_one_exception_within_bounds_of_time_and_memory()
    {
        var decoder = new FuzzDecoder();
        var start = TimeProvider.System.GetTimestamp();
        var fuzzing = Task.Factory.StartNew(() => Fuzz(decoder), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (var seen = -1; await Task.WhenAny(fuzzing, Task.Delay(LongestFrame)) != fuzzing; seen = Volatile.Read(ref _at))
            Assert.True(Volatile.Read(ref _at) != seen, $"CQL_FUZZ_SEED={Seed + seen}: it hangs.");
        var refused = await fuzzing;

        var elapsed = TimeProvider.System.GetElapsedTime(start);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"CQL_FUZZ_SEED={Seed}: {Frames:N0} frames in {elapsed.TotalSeconds:N1} s, {refused:N0} refused, {decoder.Read.Values.Sum():N0} messages read of {decoder.Read.Count} kinds");

        // Otherwise it would have shown less than it says.
        if (Frames < 10_000)
            return;
        Assert.InRange(refused, Frames / 4, Frames / 10 * 9);
        var kinds = Corpus.V5.Select(answer => answer.Opcode.ToString()).Concat(["NodeEvent", "SchemaEvent", "Void", "Rows", "Prepared", "SetKeyspace", "SchemaChange"])
            .Concat(typeof(CqlServerException).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(CqlServerException))).Select(type => type.Name));
        Assert.Empty(kinds.Except([.. decoder.Read.Keys, "Error", "Event", "Result"]));
    }

    private int Fuzz(FuzzDecoder decoder)
    {
        var refused = 0;
        for (; _at < Frames; Volatile.Write(ref _at, _at + 1))
        {
            var seed = Seed + _at;
            var frame = FuzzFrame.Of(seed);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                decoder.Decode(frame, seed);
            }
            catch (CqlProtocolException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"CQL_FUZZ_SEED={seed}: {e}");
            }

            // One body as large as one may be, in rented bytes of twice its size, and for each byte that came the objects it can stand for.
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < (3 * FuzzDecoder.MaxBody) + (64 * frame.Bytes.Length), $"CQL_FUZZ_SEED={seed}: {allocated:N0} bytes for {frame.Bytes.Length:N0}.");
        }

        return refused;
    }

    private static int Setting(string name, int otherwise)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
