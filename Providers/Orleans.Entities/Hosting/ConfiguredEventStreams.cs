using Microsoft.Extensions.Configuration;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>What a section <c>Orleans:Streaming:{name}</c> says of streams over the log, for the packages whose name is its <c>ProviderType</c>.</summary>
public static class ConfiguredEventStreams
{
    private const string PubSubType = "PubSubType";

    /// <summary>Applies a section: its <c>PubSubType</c>, when it is there, names a <see cref="StreamPubSubType"/>.</summary>
    /// <exception cref="OrleansConfigurationException">It names none.</exception>
    public static void Configure(IPersistentStreamConfigurator stream, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var text = section[PubSubType];
        if (string.IsNullOrEmpty(text))
            return;
        stream.ConfigureStreamPubSub(
            Enum.TryParse<StreamPubSubType>(text, ignoreCase: true, out var type) && Enum.IsDefined(type)
                ? type
                : throw new OrleansConfigurationException($"{section.Path}:{PubSubType} is '{text}': set it to {string.Join(" or ", Enum.GetNames<StreamPubSubType>())}, or leave it out."));
    }
}
