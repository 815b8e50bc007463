using System;
using System.IO;

namespace NormGen.Bench.Suite;

/// <summary>What the suite was asked for.</summary>
internal sealed record SuiteOptions
{
    /// <summary>Words that a row's name must hold, all of them.</summary>
    public string[] Filter { get; init; } = [];

    /// <summary>The threads that kernels and peers may use; copies use one.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The name of the tier; empty for what the process has.</summary>
    public string Tier { get; init; } = "";

    /// <summary>Whether libraries are timed, too.</summary>
    public bool Peers { get; init; }

    /// <summary>Whether the kernels are also timed with outputs in the place of inputs.</summary>
    public bool InPlace { get; init; }

    /// <summary>Ordinary arrays at odd offsets in place of page boundaries.</summary>
    public bool Unaligned { get; init; }

    /// <summary>The time for the samples of a row.</summary>
    public TimeSpan Budget { get; init; }

    public FileInfo? Csv { get; init; }

    public FileInfo? Markdown { get; init; }

    /// <summary>The folder for charts.</summary>
    public DirectoryInfo? Svg { get; init; }
}
