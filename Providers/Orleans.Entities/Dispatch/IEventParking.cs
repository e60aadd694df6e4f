namespace Orleans.Entities;

/// <summary>Where a reader puts what a target refuses.</summary>
[Alias("Orleans.Entities.IEventParking")]
internal interface IEventParking : IGrainWithStringKey
{
    /// <summary>Keeps an event durably. One that is there already counts one try more.</summary>
    [Alias("Park")]
    Task ParkAsync(ParkedEvent parked);
}
