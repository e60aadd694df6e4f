using Confluent.Kafka;

namespace Orleans.Streaming.Kafka.Tests;

public sealed class ClientLogTests
{
    [Fact]
    public void A_client_that_is_being_made_is_not_asked_for_its_name()
    {
        using var logs = new RecordedLogs();

        new ClientLog(logs).Write(null!, new LogMessage("rdkafka#consumer-7", SyslogLevel.Critical, "FAIL", "no broker"));

        Assert.Equal("rdkafka#consumer-7: no broker", Assert.Single(logs.Messages).Message);
    }
}
