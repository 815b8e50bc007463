using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Tool.Scaffolding;

namespace NormGen.Tool.Commands;

/// <summary>The <c>scaffold</c> command: from a model to the declarations of its normalizations.</summary>
internal static class ScaffoldCommand
{
    private const string HolderSuffix = "Norms";

    private static readonly Argument<FileInfo> Model = new("model") { Description = "An ONNX file." };

    private static readonly Option<string?> Namespace = new("--namespace")
    {
        Description = "The namespace of the classes; the file's name if it is not set.",
    };

    private static readonly Option<FileInfo?> Output = new("--output", "-o")
    {
        Description = "Write to this file instead of the console.",
    };

    private static readonly Option<bool> Training = new("--training")
    {
        Description = "Declare layers that train, too, instead of inference alone.",
    };

    public static Command Create()
    {
        var command = new Command("scaffold", "Print the C# declarations of every normalization in an ONNX model, and the code that loads their parameters.")
        {
            Model, Namespace, Output, Training,
        };
        command.SetAction(static parsed => Run(
            parsed.GetRequiredValue(Model), parsed.GetValue(Namespace), parsed.GetValue(Output), parsed.GetValue(Training)));
        return command;
    }

    /// <summary>The C# file for a model.</summary>
    public static string Text(OnnxFile model, string fileName, string? namespaceName, bool forTraining)
    {
        var space = namespaceName ?? ClassNames.Pascal(Path.GetFileNameWithoutExtension(fileName));
        if (!space.Split('.').All(part => SyntaxFacts.IsValidIdentifier(part) && SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None))
        {
            throw new UserErrorException($"{Escaped.Quoted(space)} is no name of a namespace.");
        }

        var holder = space.Split('.')[^1] + HolderSuffix;
        var scaffold = Scaffold.Of(model, forTraining, [holder, .. space.Split('.')]);
        return new ScaffoldFile(fileName, space, holder).Write(scaffold);
    }

    private static int Run(FileInfo model, string? namespaceName, FileInfo? output, bool forTraining)
    {
        var text = Text(OnnxFile.Open(model.FullName), model.Name, namespaceName, forTraining);
        if (output is null)
        {
            Console.Out.Write(text);
        }
        else
        {
            File.WriteAllText(output.FullName, text);
        }

        return 0;
    }
}
