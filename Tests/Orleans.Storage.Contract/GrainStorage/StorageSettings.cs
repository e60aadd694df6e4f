namespace Orleans.Storage.Contract;

/// <summary>How a silo opens a storage.</summary>
public sealed record StorageSettings
{
    public string ServiceId { get; init; } = "tests";

    public bool DeleteStateOnClear { get; init; }

    public IGrainStorageSerializer Serializer { get; init; } = ContractServices.Serializer;
}
