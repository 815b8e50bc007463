// The IR's index expressions, not positions from the end of an array.
global using Index = NormGen.Generator.Ir.Index;
