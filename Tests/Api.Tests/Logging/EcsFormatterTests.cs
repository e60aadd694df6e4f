using System.Diagnostics;
using System.Text.Json.Nodes;
using Marketplace.Silo.Logging;
using Serilog.Events;
using Serilog.Parsing;

namespace Marketplace.Api.Tests.Logging;

public sealed class EcsFormatterTests
{
    [Fact]
    public void An_event_is_one_line_of_ECS()
    {
        var trace = ActivityTraceId.CreateRandom();
        var value = new LogEvent(
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
            LogEventLevel.Error,
            new InvalidOperationException("broken\nbadly"),
            new MessageTemplateParser().Parse("Order {OrderId} failed"),
            [new("OrderId", new ScalarValue("ord_1")), new("SourceContext", new ScalarValue("Marketplace.Orders"))],
            trace,
            ActivitySpanId.CreateRandom());
        using var output = new StringWriter();

        new EcsFormatter().Format(value, output);

        var json = JsonNode.Parse(Assert.Single(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;
        Assert.Equal("2026-01-02T02:04:05.000Z", json["@timestamp"]!.GetValue<string>());
        Assert.Equal("error", json["log.level"]!.GetValue<string>());
        Assert.Equal("Marketplace.Orders", json["log.logger"]!.GetValue<string>());
        Assert.Equal(trace.ToHexString(), json["trace.id"]!.GetValue<string>());
        Assert.Equal("ord_1", json["labels"]!["OrderId"]!.GetValue<string>());
        Assert.Equal("broken\nbadly", json["error.message"]!.GetValue<string>());
    }
}
