using System.Linq;
using System.Text;

namespace NormGen.Tool.Scaffolding;

/// <summary>The C# file of a scaffold: a class for each layer, and one that holds them all and loads them.</summary>
/// <param name="modelName">The model's file, for comments.</param>
/// <param name="namespaceName">The namespace of all classes.</param>
/// <param name="className">The class that holds the layers.</param>
internal sealed class ScaffoldFile(string modelName, string namespaceName, string className)
{
    private readonly StringBuilder text = new();

    /// <summary>Writes the file.</summary>
    public string Write(Scaffold scaffold)
    {
        Line($"// The normalizations of {Escaped.Line(modelName)}: {Numbers.Text(scaffold.Declarations.Count)} declared, {Numbers.Text(scaffold.Omissions.Count)} left out.");
        foreach (var omission in scaffold.Omissions)
        {
            Line($"// Left out: {Escaped.Line(omission.Node.ToString())}: {Escaped.Line(omission.Reason)}.");
        }

        Line("using NormGen;");
        Line();
        Line($"namespace {namespaceName};");
        foreach (var declaration in scaffold.Declarations)
        {
            Layer(declaration);
        }

        Holder(scaffold);
        return text.ToString();
    }

    private void Layer(Declaration declaration)
    {
        Line();
        Line($"/// <summary>{Escaped.Documentation(declaration.Node.ToString())}.</summary>");
        foreach (var note in declaration.Notes)
        {
            Line("// " + Escaped.Line(note));
        }

        Line($"[{declaration.Attribute}]");
        Line($"public sealed partial class {declaration.ClassName};");
    }

    private void Holder(Scaffold scaffold)
    {
        Line();
        Line($"/// <summary>The normalizations of {Escaped.Documentation(modelName)}.</summary>");
        Line($"public sealed class {className}");
        Line("{");
        foreach (var declaration in scaffold.Declarations)
        {
            Line($"    /// <summary>{Escaped.Documentation(declaration.Node.ToString())}.</summary>");
            Line($"    public {declaration.ClassName} {declaration.ClassName} {{ get; }} = new();");
            Line();
        }

        Line("    /// <summary>Loads the parameters from the model's file, all or none.</summary>");
        Line("    /// <param name=\"path\">The path of the file.</param>");
        Line("    /// <returns>The layers with their parameters.</returns>");
        Line("    /// <exception cref=\"ParameterFileException\">The file does not fit the declarations.</exception>");
        Line($"    public static {className} Load(string path)");
        Line("    {");
        Line($"        var layers = new {className}();");
        Line("        OnnxFile.Open(path).Load(");
        Line("        [");
        foreach (var declaration in scaffold.Declarations.Where(declaration => declaration.Key is not null))
        {
            Line($"            ({Escaped.Literal(declaration.Key!)}, layers.{declaration.ClassName}),");
        }

        Line("        ]);");
        Line("        return layers;");
        Line("    }");
        Line("}");
    }

    private void Line(string line = "") => text.Append(line).Append('\n');
}
