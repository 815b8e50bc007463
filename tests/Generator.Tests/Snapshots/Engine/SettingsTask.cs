using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>A comparison that begins when it is awaited, so that it can be told more before.</summary>
/// <param name="compare">Compares all generated files but those that it is to ignore.</param>
public sealed class SettingsTask(Func<Func<GeneratedSourceResult, bool>, Task> compare)
{
    internal Func<GeneratedSourceResult, bool> Ignored { get; set; } = _ => false;

    public TaskAwaiter GetAwaiter() => compare(Ignored).GetAwaiter();
}

public static class VerifySourceGenerators
{
    /// <summary>Leaves generated files out of the comparison.</summary>
    public static SettingsTask IgnoreGeneratedResult(this SettingsTask settings, Func<GeneratedSourceResult, bool> shouldIgnore)
    {
        settings.Ignored = shouldIgnore;
        return settings;
    }
}
