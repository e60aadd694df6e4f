using System.Text.Json.Serialization;

namespace Orleans.Streaming.Kafka.TellerSilo.Tellers;

[JsonSerializable(typeof(Told))]
internal sealed partial class TellerEvents : JsonSerializerContext;
