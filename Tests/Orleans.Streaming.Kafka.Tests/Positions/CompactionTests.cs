namespace Orleans.Streaming.Kafka.Tests.Positions;

/// <summary>A compacted topic has holes where positions were that others took the place of.</summary>
[Collection(nameof(OneBroker))]
public sealed class CompactionTests(OneBroker broker)
{
    private const int Partitions = 4;

    [Fact]
    public async Task The_newest_position_of_each_reader_is_there_after_the_topic_was_compacted()
    {
        var options = TestLog.OptionsFor(await broker.StartedOrSkipAsync());
        var topic = new RawTopic(options);
        await topic.MakePositionsThatAreCompactedSoonAsync();
        await using var test = await TestLog.OpenAsync(options);

        var next = 0;
        do
        {
            next++;
            for (var partition = 0; partition < Partitions; partition++)
                await test.Log.SetPositionAsync("reader", partition, new(test.Log.LogId, next, null), TestContext.Current.CancellationToken);
        }
        while (next < 10 || topic.Count(topic.PositionsName, 0) >= next * Partitions);
        await test.ReopenAsync();

        for (var partition = 0; partition < Partitions; partition++)
            Assert.Equal(next, (await test.Log.GetPositionAsync("reader", partition, TestContext.Current.CancellationToken))!.Next);
        await test.Log.SetPositionAsync("reader", 0, new(test.Log.LogId, next + 1, null), TestContext.Current.CancellationToken);
        Assert.Equal(next + 1, (await test.Log.GetPositionAsync("reader", 0, TestContext.Current.CancellationToken))!.Next);
    }
}
