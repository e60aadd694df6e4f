namespace Orleans.Streaming.Kafka.Parking;

/// <summary>Where silos put the records that are no events.</summary>
[Alias("Orleans.Streaming.Kafka.IRecordParking")]
internal interface IRecordParking : IGrainWithGuidKey
{
    /// <summary>Keeps records durably; one that is there already changes nothing.</summary>
    [Alias("Park")]
    Task ParkAsync(UnreadableRecord[] records);
}
