using Orleans.Streaming.Kafka.Read;

namespace Orleans.Streaming.Kafka.Tests.Read;

public sealed class BacklogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_consumer_that_cannot_be_made_is_told_to_who_asked_and_keeps_no_other_waiting()
    {
        await using var backlog = new Backlog(() => throw new InvalidOperationException("Too many open files."), partitions: 2, maxBytes: 1);

        for (var attempt = 0; attempt < 8; attempt++)
        {
            using var limit = new CancellationTokenSource(Patience);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await backlog.ReadAsync(attempt % 2, 0, 10, limit.Token));
        }
    }
}
