using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.CodeAnalysis;
using VerifyTests;
using Xunit;
using Xunit.v3;

namespace VerifyXunit;

/// <summary>
/// Does what Verify.XunitV3 with Verify.SourceGenerators does for a generator's result, where those packages can't be had:
/// the same call, files of the same names with the same bytes. <c>-p:SnapshotEngine=Verify</c> puts them in its place.
/// </summary>
public static class Verifier
{
    private static readonly Encoding Utf8WithMark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    private static bool Accepts => Environment.GetEnvironmentVariable("NORMGEN_ACCEPT_SNAPSHOTS") == "1";

    /// <summary>Compares each generated file with <c>Type.Method#Hint.verified.cs</c> beside the test's source file, when awaited.</summary>
    public static SettingsTask Verify(GeneratorDriver target, [CallerFilePath] string sourceFile = "") =>
        new(ignored => Compare(target, ignored, sourceFile));

    private static async Task Compare(GeneratorDriver target, Func<GeneratedSourceResult, bool> ignored, string sourceFile)
    {
        var result = target.GetRunResult();

        // They would go to a file of their own; the analyzer reports all of NormGen's, so the generator has none.
        Assert.Empty(result.Diagnostics);

        var method = ((IXunitTestMethod)TestContext.Current.TestMethod!).Method;
        var prefix = $"{method.ReflectedType!.Name}.{method.Name}";
        var directory = Path.GetDirectoryName(sourceFile)!;
        var received = result.Results
            .SelectMany(generator => generator.GeneratedSources)
            .Where(source => !ignored(source))
            .ToDictionary(
                source => Path.Combine(directory, $"{prefix}#{Path.GetFileNameWithoutExtension(source.HintName)}.verified.cs"),
                source => $"//HintName: {source.HintName}\n{source.SourceText}".ReplaceLineEndings("\n"));

        DeleteAll(Find(directory, prefix, "received"));
        var superfluous = Find(directory, prefix, "verified").Except(received.Keys).ToList();
        var differing = new List<string>();
        foreach (var (path, text) in received.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (!File.Exists(path) || !(await File.ReadAllBytesAsync(path)).AsSpan().SequenceEqual(Bytes(text)))
            {
                differing.Add(path);
                await File.WriteAllBytesAsync(Accepts ? path : path.Replace(".verified.", ".received.", StringComparison.Ordinal), Bytes(text));
            }
        }

        if (Accepts)
        {
            DeleteAll(superfluous);
        }
        else if (superfluous.Count + differing.Count > 0)
        {
            Assert.Fail(string.Concat([
                .. superfluous.Select(path => $"Not generated any more: {Path.GetFileName(path)}\n"),
                .. differing.Select(path => $"Differs: {Path.GetFileName(path)}\n{Difference(path, received[path])}")]));
        }
    }

    private static byte[] Bytes(string text) => [.. Utf8WithMark.GetPreamble(), .. Utf8WithMark.GetBytes(text)];

    private static List<string> Find(string directory, string prefix, string state) =>
        [.. Directory.EnumerateFiles(directory, $"{prefix}#*.{state}.*"), .. Directory.EnumerateFiles(directory, $"{prefix}.{state}.*")];

    private static void DeleteAll(List<string> paths) => paths.ForEach(File.Delete);

    private static string Difference(string path, string received)
    {
        var verified = File.Exists(path) ? File.ReadAllText(path) : "";
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines.Where(line => line.Type != ChangeType.Unchanged).Take(40);
        return string.Concat(lines.Select(line => $"  {(line.Type == ChangeType.Inserted ? '+' : '-')} {line.Text}\n"));
    }
}
