using System.Collections.Generic;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The numbers beside the parameters that are set at run time: properties of the layer, and as they were of a frozen one.</summary>
internal sealed class RunTimeNumbers(CodeWriter writer, LayerSpec layer)
{
    /// <summary>The properties of the layer.</summary>
    public void Settable()
    {
        foreach (var (name, type, text, start, error) in All())
        {
            writer.Line();
            writer.Line($"/// <summary>{text}; starts at {start}.</summary>");
            if (error.Length > 0)
            {
                writer.Line($"/// <exception cref=\"global::System.ArgumentOutOfRangeException\">{error}</exception>");
            }

            using (writer.Braces($"public {type} {name}"))
            {
                writer.Line($"get => {Read(name, type)};");
                writer.Line($"set => state.{name} = value;");
            }
        }
    }

    /// <summary>The properties of what it freezes to.</summary>
    public void Frozen()
    {
        foreach (var (name, type, text, _, _) in All())
        {
            writer.Line();
            writer.Line($"/// <summary>{text}, as it was when the layer was frozen.</summary>");
            writer.Line($"public {type} {name} => {Read(name, type)};");
        }
    }

    private static string Read(string name, string type) => type == "float" ? "state." + name : $"({type})state.{name}";

    private IEnumerable<(string Name, string Type, string Text, string Start, string Error)> All()
    {
        if (layer.Epilogue is { TakesParameter: true } epilogue)
        {
            yield return ("EpilogueParameter", "float", $"The number that {epilogue.Name} is given beside each value", "1", "");
        }

        if (layer.Quantization != Quantization.None)
        {
            var type = Catalogue.Of(layer.Kernel.Output).StorageType;
            yield return ("OutputScale", "float", "What one step of the quantized output stands for", "1", "The value is not a finite number above 0.");
            yield return ("OutputZeroPoint", type, "The quantized output that stands for 0", "0", "");
        }
    }
}
