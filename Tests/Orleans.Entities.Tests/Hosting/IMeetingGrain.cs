namespace Orleans.Entities.Tests;

[Alias("tests.IMeetingGrain")]
public interface IMeetingGrain : IGrainWithStringKey
{
    /// <summary>Waits, in the very turn of the call, until another waits too, then calls it.</summary>
    [Alias("Meet")]
    Task<string> MeetAsync(IMeetingGrain other);

    [Alias("Greet")]
    Task<string> GreetAsync();
}
