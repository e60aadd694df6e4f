using System.Buffers.Binary;

namespace Orleans.Entities.RocksDb.Layout;

/// <summary>Writes and reads the keys of grain state and reminders. See <see cref="StoreLayout"/>.</summary>
/// <remarks>A grain's type and key are bytes, which need not be text.</remarks>
internal static class GrainKeys
{
    /// <exception cref="ArgumentException">A part is outside the limits.</exception>
    internal static void AppendState(RecordBuffer buffer, string service, GrainId grain, string stateName)
    {
        AppendService(buffer, service);
        AppendGrain(buffer, grain);
        buffer.AppendName(stateName, StoreLayout.MaxGrainNameBytes, "state name");
    }

    /// <summary>The prefix of all reminders of a grain.</summary>
    /// <exception cref="ArgumentException">A part is outside the limits.</exception>
    internal static void AppendReminders(RecordBuffer buffer, string service, GrainId grain)
    {
        AppendHash(buffer, service, grain.GetUniformHashCode());
        AppendGrain(buffer, grain);
    }

    /// <exception cref="ArgumentException">A part is outside the limits.</exception>
    internal static void AppendReminder(RecordBuffer buffer, string service, GrainId grain, string reminderName)
    {
        AppendReminders(buffer, service, grain);
        buffer.AppendName(reminderName, StoreLayout.MaxGrainNameBytes, "reminder name");
    }

    /// <summary>The prefix of all reminders of grains with a hash.</summary>
    internal static void AppendHash(RecordBuffer buffer, string service, uint hash)
    {
        AppendService(buffer, service);
        BinaryPrimitives.WriteUInt32BigEndian(buffer.Append(sizeof(uint)), hash);
    }

    internal static (GrainId Grain, string Name) ReadReminder(ReadOnlySpan<byte> key)
    {
        var reader = new KeyReader(key);
        reader.Take(reader.Byte() + sizeof(uint));
        var type = new GrainType(reader.LongBytes());
        var grain = GrainId.Create(type, new IdSpan(reader.LongBytes()));
        return (grain, reader.RestAsName());
    }

    private static void AppendService(RecordBuffer buffer, string service) => buffer.AppendShortName(service, "service id");

    private static void AppendGrain(RecordBuffer buffer, GrainId grain)
    {
        AppendBytes(buffer, grain.Type.AsSpan(), "grain's type");
        AppendBytes(buffer, grain.Key.AsSpan(), "grain's key");
    }

    private static void AppendBytes(RecordBuffer buffer, ReadOnlySpan<byte> bytes, string what)
    {
        if (bytes.Length > StoreLayout.MaxGrainNameBytes)
            throw new ArgumentException($"The {what} has {bytes.Length} bytes, and {StoreLayout.MaxGrainNameBytes} are the most.", what);
        buffer.AppendUInt16BigEndian(bytes.Length);
        buffer.Append(bytes);
    }
}
