using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Entities.Tests.Streams;

public sealed class EventBatchTests
{
    private static readonly LogEvent Added = Event(7, "tests.counter.added.v1", """{"Amount":2,"Sum":3}""");
    private static readonly LogEvent Other = Event(9, "tests.counter.renamed.v1", "{}");

    [Fact]
    public void It_arrives_as_it_was_sent_and_is_read_with_what_the_receiver_knows()
    {
        using var services = new ServiceCollection().AddLogging().AddSerializer().AddEntityEvents(CounterEvents.Default).AddSingleton<EventBatchReading>().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var arrived = serializer.Deserialize<EventBatch>(serializer.SerializeToArray(new EventBatch(EventStreams.Of("thing", 3), [Added, Other], [0, 1], null)))!;

        Assert.Equal((EventStreams.Of("thing", 3), 9), (arrived.StreamId, arrived.SequenceToken.SequenceNumber));
        Assert.Equivalent(new[] { Added, Other }, arrived.GetEvents<LogEvent>().Select(item => item.Item1));
        var (typed, token) = Assert.Single(arrived.GetEvents<CounterAdded>());
        Assert.Equal((new CounterAdded(2, 3), 7), (typed, token.SequenceNumber));
    }

    [Fact]
    public void What_cannot_be_read_as_its_type_is_passed_over_and_is_there_for_who_takes_it_as_it_is()
    {
        using var services = new ServiceCollection().AddLogging().AddEntityEvents(CounterEvents.Default).AddSingleton<EventBatchReading>().BuildServiceProvider();
        var wrong = Event(8, Added.Type, "[]");
        var batch = new EventBatch(EventStreams.Of("thing", 3), [wrong, Added], [0, 1], services.GetRequiredService<EventBatchReading>());

        Assert.Equal(7, Assert.Single(batch.GetEvents<CounterAdded>()).Item2.SequenceNumber);
        Assert.Equal([wrong, Added], batch.GetEvents<LogEvent>().Select(item => item.Item1));
    }

    [Fact]
    public void Typed_events_that_nobody_registered_are_named()
    {
        var batch = new EventBatch(EventStreams.Of("thing", 3), [Added], [0], null);
        Assert.Contains("AddEntityEvents", Assert.Throws<ArgumentException>(() => batch.GetEvents<CounterAdded>().ToList()).Message, StringComparison.Ordinal);
    }

    private static LogEvent Event(long offset, string type, string data) => new()
    {
        Partition = 3,
        Offset = offset,
        Entity = new("thing", "x"),
        Version = offset,
        Index = 1,
        Type = type,
        Time = DateTimeOffset.UnixEpoch.AddHours(offset),
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Data = System.Text.Encoding.UTF8.GetBytes(data),
    };
}
