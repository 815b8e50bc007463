using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NormGen.Bench.Compiling;
using NormGen.Bench.Layers;
using NormGen.Bench.Report;
using Spectre.Console;

namespace NormGen.Bench.Size;

/// <summary>The <c>size</c> command: bytes of layers, how they start in a fresh process, and the generator's times.</summary>
internal static class SizeCommand
{
    private const int ManyLayers = 200;
    private const int Processes = 3;

    // One of each kind of kernel.
    private static readonly string[] Names =
        ["BatchNormLayers.Nchw64x56", "BatchNormLayers.Nhwc64x56", "BatchNormLayers.Nchw2048x7", "BatchNormLayers.Nhwc2048x7",
         "GroupNormLayers.Nchw320x64", "GroupNormLayers.Nhwc320x64", "InstanceNormLayers.Nchw128x64", "LayerNormLayers.Rows768",
         "RmsNormLayers.Rows4096"];

    private static readonly Option<string[]> Filter = new("--filter")
    {
        Description = "Only layers whose name holds all these words, such as: --filter LN",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [],
    };

    private static readonly Option<FileInfo?> Markdown = new("--markdown")
    {
        Description = "Write the tables to this file as Markdown.",
    };

    public static Command Create()
    {
        var command = new Command("size", "Measure what layers weigh, how they start, and how long the generator takes.")
        {
            Filter, Markdown,
        };
        command.SetAction(static parsed => Run(parsed.GetRequiredValue(Filter), parsed.GetValue(Markdown)));
        return command;
    }

    private static int Run(string[] filter, FileInfo? markdown)
    {
        if (!ReadyToRun.IsInstalled)
        {
            const string Missing = "ReadyToRun: its compiler is not installed (a project with PublishReadyToRun restores it): left out.";
            AnsiConsole.MarkupLineInterpolated($"[yellow]{Missing}[/]");
        }

        var folder = Directory.CreateTempSubdirectory("normgen-size-");
        BenchLayer[] layers =
        [
            .. from layer in BenchLayer.All
               where Names.Contains($"{layer.Type.DeclaringType!.Name}.{layer.Type.Name}")
               where filter.All(word => Name(layer).Contains(word, StringComparison.OrdinalIgnoreCase))
               select layer,
        ];
        Report.Table[] tables = AnsiConsole.Status().Start("generator", status =>
        {
            var generator = Generator();
            status.Status("sizes");
            var sizes = Sizes(layers, folder);
            status.Status("start-up, some minutes");
            return new[] { sizes, Starts(layers, folder), generator };
        });
        folder.Delete(recursive: true);
        Array.ForEach(tables, TableWriter.ToConsole);
        if (markdown is not null)
        {
            File.WriteAllText(markdown.FullName, string.Join('\n', tables.Select(TableWriter.ToMarkdown)));
        }

        return 0;
    }

    private static Report.Table Sizes(BenchLayer[] layers, DirectoryInfo folder)
    {
        Column[] columns =
        [
            new("layer", false), new("kernel text", true), new("layer text", true), new("IL, all tiers", true),
            .. Passes.Select(pass => new Column($"machine code, {pass}", true)),
        ];
        const string Title = "Bytes; machine code is what this machine compiles for a pass, the layer's methods included";
        return new Report.Table(Title, columns, [.. layers.Select(Cells)]);

        IReadOnlyList<string> Cells(BenchLayer layer)
        {
            var files = Files(layer);
            var size = LayerSize.Of(files);
            var path = Save(folder, files.Emit(files.Kernel));
            return
            [
                Name(layer), $"{size.KernelText}", $"{size.LayerText}", $"{size.Il}",
                .. Passes.Select(MachineCode),
            ];

            string MachineCode(Pass pass) =>
                $"{FreshProcess.MachineCode(path, "Sized", Length(layer), pass, files.KernelClass, "Sized")}";
        }
    }

    private static Report.Table Starts(BenchLayer[] layers, DirectoryInfo folder)
    {
        Column[] columns =
        [
            new("layer", false), new("setting", false), new("first result ms", true), new("fast after ms", true),
            new("calls till then", true), new("steady us", true),
        ];
        var rows = from layer in layers
                   from setting in StartUpSetting.All
                   where !setting.Ahead || ReadyToRun.IsInstalled
                   select Cells(layer, setting);
        return new Report.Table("Training forward of a layer in a fresh process", columns, [.. rows]);

        IReadOnlyList<string> Cells(BenchLayer layer, StartUpSetting setting)
        {
            var files = Files(layer);
            var path = Save(folder, files.Emit(setting.Apply(files.Kernel)));
            if (setting.Ahead)
            {
                var ahead = Path.Combine(Directory.CreateDirectory(path + "-r2r").FullName, "Sizes.dll");
                ReadyToRun.Compile(path, ahead);
                path = ahead;
            }

            // Something else may run meanwhile: the one in the middle of a few.
            var start = Enumerable.Range(0, Processes)
                .Select(_ => FreshProcess.Start(path, "Sized", Length(layer), Pass.Forward, setting.Environment))
                .OrderBy(start => start.First)
                .ElementAt(Processes / 2);
            return
            [
                Name(layer), setting.Name, Milliseconds(start.First), Milliseconds(start.UntilFast),
                $"{start.CallsUntilFast}", FormattableString.Invariant($"{start.Steady / 1e3:F1}"),
            ];
        }
    }

    private static Report.Table Generator()
    {
        var times = GeneratorTimes.Measure(ManyLayers);
        Column[] columns = [new("generator", false), new("ms", true)];
        var title = $"The generator over {ManyLayers} layers with a kernel each, {times.Bytes / 1024} KiB of text";
        return new Report.Table(title, columns,
        [
            ["first run in a process", $"{times.Cold:F0}"],
            ["another first run", $"{times.Warm:F0}"],
            ["after an edit of two layers, one of them to another kernel", FormattableString.Invariant($"{times.LayerEdit:F1}")],
            ["after a keystroke elsewhere", FormattableString.Invariant($"{times.Keystroke:F1}")],
        ]);
    }

    private static IReadOnlyList<Pass> Passes { get; } = [Pass.Infer, Pass.Forward, Pass.Backward];

    private static GeneratedFiles Files(BenchLayer layer) => new(layer.Type, "Sizes", "Sized");

    private static int Length(BenchLayer layer) => layer.ElementsPerSample * layer.Batches[0];

    private static string Name(BenchLayer layer) =>
        $"{layer.Operation} {string.Join('x', layer.Sizes.Prepend(layer.Batches[0]))} {layer.LayoutName}";

    private static string Save(DirectoryInfo folder, byte[] assembly)
    {
        var path = Path.Combine(folder.CreateSubdirectory(Path.GetRandomFileName()).FullName, "Sizes.dll");
        File.WriteAllBytes(path, assembly);
        return path;
    }

    private static string Milliseconds(double nanoseconds) => FormattableString.Invariant($"{nanoseconds / 1e6:F2}");
}
