
namespace Orleans.Reminders.Cassandra.Tests.Silos;

internal sealed class Alarm : Grain, IAlarm, IRemindable
{
    public Task SetAsync(string name) => this.RegisterOrUpdateReminder(name, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public async Task<List<string>> NamesAsync() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task UnsetAsync(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
