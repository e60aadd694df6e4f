namespace Cql.Configuration;

/// <summary>Refuses options that make no sense, each in a sentence that names the option and the mend.</summary>
internal static class CqlOptionsCheck
{
    /// <exception cref="ArgumentException">They make no sense.</exception>
    public static void Check(CqlOptions options)
    {
        if (options.ContactPoints.Count == 0)
            throw Refuse(nameof(options.ContactPoints), "is empty: name the address of one node at least");
        foreach (var point in options.ContactPoints)
            ContactPoint.Parse(point, options.Port);
        InRange(nameof(options.Port), options.Port, 1, ushort.MaxValue);
        InRange(nameof(options.ConnectionsPerNode), options.ConnectionsPerNode, 1, 64);
        InRange(nameof(options.MaxRequestsPerConnection), options.MaxRequestsPerConnection, 1, short.MaxValue);
        InRange(nameof(options.MaxRequestBytes), options.MaxRequestBytes, 1 << 10, 256 << 20);
        InRange(nameof(options.PageSize), options.PageSize, 1, int.MaxValue);
        InRange(nameof(options.MaxSpeculations), options.MaxSpeculations, 1, 10);
        if (options.SpeculationDelay is { } delay)
            Positive(nameof(options.SpeculationDelay), delay);
        Positive(nameof(options.RequestTimeout), options.RequestTimeout);
        Positive(nameof(options.ConnectTimeout), options.ConnectTimeout);
        Positive(nameof(options.HeartbeatInterval), options.HeartbeatInterval);
        if (options.SerialConsistency is not (Consistency.Serial or Consistency.LocalSerial))
            throw Refuse(nameof(options.SerialConsistency), $"is {options.SerialConsistency}: set it to Serial or LocalSerial");
        if (options.Consistency is Consistency.Serial or Consistency.LocalSerial || !Enum.IsDefined(options.Consistency))
            throw Refuse(nameof(options.Consistency), $"is {options.Consistency}: set it to LocalQuorum, Quorum, LocalOne, One or another that writes take too");
        if (options.UserName is null != options.Password is null)
            throw Refuse(options.UserName is null ? nameof(options.UserName) : nameof(options.Password), "is missing: give a user name and a password, or neither");
    }

    private static void InRange(string name, int value, int least, int most)
    {
        if (value < least || value > most)
            throw Refuse(name, $"is {value}: set it to {least} to {most}");
    }

    private static void Positive(string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            throw Refuse(name, $"is {value}: set it to more than nothing and at most a day");
    }

    private static ArgumentException Refuse(string name, string what) => new($"{name} {what}.");
}
