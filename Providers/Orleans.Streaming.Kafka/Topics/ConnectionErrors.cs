using Confluent.Kafka;
using Orleans.Streaming.Kafka.Configuration;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>What the library told of its connections since the last answer: who waits for one hears, from the library, only that none came.</summary>
/// <remarks>
/// An error that repeats itself is not told again for half a minute, so that it is kept. Called on threads of the library, which must not meet
/// an exception.
/// </remarks>
internal sealed class ConnectionErrors
{
    private volatile Error? _last;

    /// <summary>Why no answer comes, with the setting that mends it where there is one; null where nothing was told.</summary>
    public string? Cause => _last is { } error ? $"{error.Reason}{Mend(error)}" : null;

    /// <summary>Why a question failed.</summary>
    public string CauseOf(Exception failure) => Cause ?? failure switch
    {
        // Of a listener that hangs up at the first word, which may be of another protocol than it speaks, the library tells nothing.
        KafkaException { Error.Code: KafkaErrorCode.Local_Transport or KafkaErrorCode.Local_TimedOut }
            => $"{failure.Message}: look whether the brokers are there, and whether {Setting("security.protocol")} is that of their listener",
        _ => failure.Message,
    };

    /// <summary>Takes note of an error.</summary>
    public void Hear(Error error)
    {
        // That none is left says less than what became of each; and what a broker refuses says more than that another is away.
        if (error.Code is not KafkaErrorCode.Local_AllBrokersDown && (IsRefusal(error) || _last is not { } last || !IsRefusal(last)))
            _last = error;
    }

    /// <summary>Forgets what was told: an answer came.</summary>
    public void Forget() => _last = null;

    private static bool IsRefusal(Error error) => error.Code is KafkaErrorCode.Local_Authentication or KafkaErrorCode.Local_Ssl;

    private static string Mend(Error error) => error.Code switch
    {
        KafkaErrorCode.Local_Authentication
            => $": set {Setting("sasl.username")}, {Setting("sasl.password")} and {Setting("sasl.mechanism")} to what the brokers know",
        KafkaErrorCode.Local_Ssl
            => $": set {Setting("ssl.ca.location")} to the authority that signed the brokers' certificates, and reach them by names that are in these",
        KafkaErrorCode.Local_Resolve => $": set {ClientSettings.Section}:BootstrapServers to names that there are",
        _ => "",
    };

    private static string Setting(string name) => $"{ClientSettings.Section}:Settings:{name}";
}
